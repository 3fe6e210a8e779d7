package org.stagepost.persistence.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.stagepost.directory.ChangeJournal;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.DirectoryChange.Action;
import org.stagepost.migration.ChangeHistory;
import org.stagepost.migration.RecordedChange;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** The directory changes of all batches, in the store. Thread-safe. */
public final class JdbcChangeHistory implements ChangeHistory {
    private final Transactions transactions;
    private final Clock clock;

    public JdbcChangeHistory(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<RecordedChange> of(BatchName batch) {
        return transactions.call(session -> session.sql("SELECT * FROM DIRECTORY_CHANGE WHERE BATCH_NAME = :batch"
                        + " AND TAKEN_BACK IS NULL AND CHANGE_ACTION <> 'undo' ORDER BY CHANGE_ID")
                .param("batch", batch.value())
                .query((row, number) -> recorded(row))
                .list());
    }

    private static RecordedChange recorded(ResultSet row) throws SQLException {
        DirectoryChange change = new DirectoryChange(
                new EmailAddress(Columns.text(row, "ADDRESS")),
                Columns.text(row, "DIRECTORY_ENDPOINT"),
                Columns.text(row, "ENTRY_ID"),
                address(row),
                action(Columns.text(row, "CHANGE_ACTION")),
                Columns.text(row, "LDIF_BEFORE"),
                Columns.text(row, "LDIF_AFTER"),
                row.getBoolean("PASSWORD_SET"));
        return new RecordedChange(
                row.getLong("CHANGE_ID"),
                change,
                Columns.time(row, "INTENDED"),
                Columns.timeOrNull(row, "CONFIRMED") != null);
    }

    /** Rows of a version that did not note it are of entries with the user's address. */
    private static EmailAddress address(ResultSet row) throws SQLException {
        String noted = Columns.text(row, "ENTRY_ADDRESS");
        return new EmailAddress(noted.isEmpty() ? Columns.text(row, "ADDRESS") : noted);
    }

    private static Action action(String word) {
        try {
            return Action.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new MigrationException(
                    FailureCode.STORE_DAMAGED, "the store is damaged: " + word + " is no directory change");
        }
    }

    @Override
    public Set<EmailAddress> usersTakenBack(BatchName batch) {
        Map<EmailAddress, Boolean> back = new LinkedHashMap<>();
        transactions
                .call(session -> session.sql("SELECT ADDRESS, CHANGE_ACTION, TAKEN_BACK FROM DIRECTORY_CHANGE"
                                + " WHERE BATCH_NAME = :batch AND CONFIRMED IS NOT NULL ORDER BY CHANGE_ID")
                        .param("batch", batch.value())
                        .query((row, number) -> Map.entry(
                                new EmailAddress(Columns.text(row, "ADDRESS")),
                                action(Columns.text(row, "CHANGE_ACTION")) == Action.UNDO
                                        || Columns.timeOrNull(row, "TAKEN_BACK") != null))
                        .list())
                .forEach(row -> back.put(row.getKey(), row.getValue()));
        back.values().removeIf(last -> !last);
        return back.keySet();
    }

    @Override
    public void takenBack(long row) {
        transactions.run(session -> session.sql("UPDATE DIRECTORY_CHANGE SET TAKEN_BACK = :now WHERE CHANGE_ID = :row")
                .param("now", Columns.time(clock.instant()))
                .param("row", row)
                .update());
    }

    @Override
    public ChangeJournal journal(BatchName batch) {
        return new JdbcChangeJournal(transactions, batch, clock);
    }
}
