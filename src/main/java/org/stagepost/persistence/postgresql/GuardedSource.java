package org.stagepost.persistence.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.stagepost.model.MigrationException;

/** The pool as others see it: gives no connection to a runner that lost its lock, and says why there is none. */
final class GuardedSource extends DelegatingDataSource {
    /** Of the pool, which is patient for a second: a lost lock is noticed in between. */
    private static final int ATTEMPTS = 10;

    private final BooleanSupplier lost;
    private final PostgresFailures failures;

    GuardedSource(DataSource pool, BooleanSupplier lost, PostgresFailures failures) {
        super(pool);
        this.lost = lost;
        this.failures = failures;
    }

    /** @throws MigrationException STORE_UNUSABLE */
    @Override
    public Connection getConnection() {
        for (int attempt = 1; ; attempt++) {
            requireLock(null);
            try {
                return super.getConnection();
            } catch (SQLException e) {
                requireLock(e);
                if (attempt == ATTEMPTS) {
                    throw failures.unreachable(e);
                }
            }
        }
    }

    private void requireLock(@Nullable SQLException cause) {
        if (lost.getAsBoolean()) {
            throw failures.unusable(
                    "the connection was lost, and with it the right to run batches; what is unfinished goes on with the next start",
                    cause);
        }
    }
}
