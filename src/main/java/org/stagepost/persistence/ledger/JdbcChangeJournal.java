package org.stagepost.persistence.ledger;

import java.time.Clock;
import java.util.Objects;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.stagepost.directory.ChangeJournal;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.model.BatchName;

/** The directory changes of one batch, in the store. Thread-safe. */
public final class JdbcChangeJournal implements ChangeJournal {
    private static final String INSERT = """
            INSERT INTO DIRECTORY_CHANGE (BATCH_NAME, ADDRESS, DIRECTORY_ENDPOINT, ENTRY_ID, ENTRY_ADDRESS, CHANGE_ACTION, LDIF_BEFORE,
                LDIF_AFTER, PASSWORD_SET, INTENDED)
            VALUES (:batch, :address, :endpoint, :entry, :entryAddress, :action, :before, :after, :password, :now)
            """;

    private final Transactions transactions;
    private final BatchName batch;
    private final Clock clock;

    public JdbcChangeJournal(Transactions transactions, BatchName batch, Clock clock) {
        this.transactions = transactions;
        this.batch = batch;
        this.clock = clock;
    }

    @Override
    public long intend(DirectoryChange change) {
        MapSqlParameterSource row = new MapSqlParameterSource("batch", batch.value())
                .addValue("address", change.user().value())
                .addValue("endpoint", change.endpoint())
                .addValue("entry", change.entry())
                .addValue("entryAddress", change.address().value())
                .addValue("action", change.action().word())
                .addValue("before", change.before())
                .addValue("after", change.after())
                .addValue("password", change.password())
                .addValue("now", Columns.time(clock.instant()));
        return transactions.call(session -> {
            GeneratedKeyHolder id = new GeneratedKeyHolder();
            session.sql(INSERT).paramSource(row).update(id, "CHANGE_ID");
            return Objects.requireNonNull(id.getKey()).longValue();
        });
    }

    @Override
    public void refuse(long row) {
        note(row, "TAKEN_BACK");
    }

    @Override
    public void confirm(long row) {
        note(row, "CONFIRMED");
    }

    private void note(long row, String column) {
        transactions.run(
                session -> session.sql("UPDATE DIRECTORY_CHANGE SET " + column + " = :now WHERE CHANGE_ID = :row")
                        .param("now", Columns.time(clock.instant()))
                        .param("row", row)
                        .update());
    }
}
