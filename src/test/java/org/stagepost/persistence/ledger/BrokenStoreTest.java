package org.stagepost.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.testing.TestStores;

/** The process that owns the store ends while another one asks it something. */
@Tag("store")
class BrokenStoreTest {
    private static final FailureCode GONE =
            TestStores.POSTGRESQL ? FailureCode.STORE_UNUSABLE : FailureCode.HOME_UNUSABLE;

    @ParameterizedTest
    @ValueSource(strings = {"commit", "setAutoCommit"})
    void isNoDefect(String breaksAt, @TempDir Path folder) {
        try (LedgerRig rig = new LedgerRig(folder)) {
            Transactions transactions =
                    new Transactions(breaking(rig.store.dataSource(), breaksAt), rig.store::explained, true, false);

            assertThatThrownBy(() -> transactions.run(session -> {}))
                    .isInstanceOfSatisfying(
                            MigrationException.class, e -> assertThat(e.code()).isEqualTo(GONE))
                    .hasMessageContaining("connection reset");
        }
    }

    @Test
    void theSameStoreWorksWhenNothingBreaks(@TempDir Path folder) {
        try (LedgerRig rig = new LedgerRig(folder)) {
            Transactions transactions =
                    new Transactions(breaking(rig.store.dataSource(), "nothing"), rig.store::explained, true, false);

            assertThat(transactions.<Integer>call(session -> 1)).isEqualTo(1);
        }
    }

    private static DataSource breaking(DataSource store, String method) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, called, arguments) -> {
                    Object result = called.invoke(store, arguments);
                    return result instanceof Connection connection ? breaking(connection, method) : result;
                });
    }

    private static Connection breaking(Connection connection, String method) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        throw new SQLException("connection reset");
                    }
                    return called.invoke(connection, arguments);
                });
    }
}
