package org.stagepost.persistence.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.stagepost.model.FolderPath;
import org.stagepost.model.UserId;
import org.stagepost.sync.CopyJournal;
import org.stagepost.sync.FolderTally;
import org.stagepost.sync.JournalEntry;
import org.stagepost.sync.SkippedItem;

/** One user's copy journal in the store; a save is one commit. */
public final class JdbcCopyJournal implements CopyJournal {
    private static final String UPDATE = """
            UPDATE FOLDER_JOURNAL SET TARGET_FOLDER = :target, SYNC_STATE = :state, ITEMS_IN_SOURCE = :inSource,
                ITEMS_COPIED = :copied, ITEMS_ADOPTED = :adopted, ITEMS_SKIPPED = :skipped, ITEMS_VANISHED = :vanished,
                ITEMS_LABELLED = :labelled, BYTES_COPIED = :bytesCopied, ROW_SUM = :sum
            WHERE USER_ID = :user AND SOURCE_FOLDER = :source
            """;
    private static final String INSERT = """
            INSERT INTO FOLDER_JOURNAL (USER_ID, SOURCE_FOLDER, TARGET_FOLDER, SYNC_STATE, ITEMS_IN_SOURCE, ITEMS_COPIED,
                ITEMS_ADOPTED, ITEMS_SKIPPED, ITEMS_VANISHED, ITEMS_LABELLED, BYTES_COPIED, ROW_SUM)
            VALUES (:user, :source, :target, :state, :inSource, :copied, :adopted, :skipped, :vanished, :labelled,
                :bytesCopied, :sum)
            """;

    private final Transactions transactions;
    private final UserId user;
    private volatile String newMailboxes;
    private final SkippedItems skippedItems = new SkippedItems();

    public JdbcCopyJournal(Transactions transactions, UserId user) {
        this(transactions, user, "");
    }

    /** @param newMailboxes stored with the first entry, because until then nothing is recorded of them; empty when known */
    JdbcCopyJournal(Transactions transactions, UserId user, String newMailboxes) {
        this.transactions = transactions;
        this.user = user;
        this.newMailboxes = newMailboxes;
    }

    @Override
    public List<JournalEntry> entries() {
        return transactions.call(this::entries);
    }

    /** A row that is damaged is none: its folder is compared in full. */
    private List<JournalEntry> entries(Session session) {
        List<Optional<JournalEntry>> rows = session.sql(
                        "SELECT * FROM FOLDER_JOURNAL WHERE USER_ID = :user ORDER BY SOURCE_FOLDER")
                .param("user", user.value())
                .query((row, number) -> entry(row))
                .list();
        return rows.stream().flatMap(Optional::stream).toList();
    }

    @Override
    public void reopen(Collection<JournalEntry> opened) {
        transactions.runShared(session -> {
            save(session, opened);
            skippedItems.forget(
                    session, user, opened.stream().map(JournalEntry::source).toList());
        });
        newMailboxes = "";
    }

    @Override
    public void rename(Map<FolderPath, FolderPath> newNames) {
        transactions.run(session -> {
            List<JournalEntry> followed = new ArrayList<>();
            for (JournalEntry entry : entries(session)) {
                FolderPath now = newNames.get(entry.source());
                if (now != null) {
                    followed.add(entry.renamed(now));
                }
                if (now != null || newNames.containsValue(entry.source())) {
                    forget(session, entry.source());
                }
            }
            save(session, followed);
        });
    }

    private void forget(Session session, FolderPath folder) {
        session.sql("DELETE FROM FOLDER_JOURNAL WHERE USER_ID = :user AND SOURCE_FOLDER = :folder")
                .param("user", user.value())
                .param("folder", folder.toString())
                .update();
        skippedItems.forget(session, user, List.of(folder));
    }

    @Override
    public void save(Collection<JournalEntry> changed, List<SkippedItem> newlySkipped) {
        transactions.runShared(session -> {
            save(session, changed);
            skippedItems.add(session, user, newlySkipped);
        });
        newMailboxes = "";
    }

    private void save(Session session, Collection<JournalEntry> entries) {
        if (!newMailboxes.isEmpty()) {
            session.sql("UPDATE MIGRATION_USER SET MAILBOXES = :mailboxes WHERE USER_ID = :user")
                    .param("mailboxes", newMailboxes)
                    .param("user", user.value())
                    .update();
        }
        session.upsertEach(
                UPDATE, INSERT, entries.stream().map(this::parameters).toList());
    }

    private MapSqlParameterSource parameters(JournalEntry entry) {
        FolderTally tally = entry.tally();
        return new MapSqlParameterSource("user", user.value())
                .addValue("source", entry.source().toString())
                .addValue("target", entry.target().toString())
                .addValue("state", entry.state())
                .addValue("inSource", tally.inSource())
                .addValue("copied", tally.copied())
                .addValue("adopted", tally.adopted())
                .addValue("skipped", tally.skipped())
                .addValue("vanished", tally.vanished())
                .addValue("labelled", tally.labelled())
                .addValue("bytesCopied", tally.bytesCopied())
                .addValue("sum", sum(entry.source().toString(), entry.target().toString(), entry.state(), tally));
    }

    private Optional<JournalEntry> entry(ResultSet row) throws SQLException {
        String source = String.valueOf(row.getString("SOURCE_FOLDER"));
        String target = String.valueOf(row.getString("TARGET_FOLDER"));
        byte[] state = row.getBytes("SYNC_STATE");
        FolderTally tally = UserQueries.tally(row);
        return state != null && sum(source, target, state, tally) == row.getLong("ROW_SUM")
                ? Optional.of(new JournalEntry(FolderPath.parse(source), FolderPath.parse(target), state, tally))
                : Optional.empty();
    }

    /** HSQLDB has no checksums on disk, and a state beside the wrong folder would be worse than none. */
    private long sum(String source, String target, byte[] state, FolderTally tally) {
        CRC32C sum = new CRC32C();
        sum.update((user.value() + "|" + source + "|" + target + "|" + tally).getBytes(StandardCharsets.UTF_8));
        sum.update(state);
        return sum.getValue();
    }
}
