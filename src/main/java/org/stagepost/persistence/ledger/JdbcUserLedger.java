package org.stagepost.persistence.ledger;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stagepost.credential.SecretSealer;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.Phase;
import org.stagepost.migration.RejectedRow;
import org.stagepost.migration.UserFailure;
import org.stagepost.migration.UserLedger;
import org.stagepost.migration.UserRow;
import org.stagepost.migration.UserSettings;
import org.stagepost.migration.UserSummary;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;
import org.stagepost.sync.CopyJournal;
import org.stagepost.sync.SkippedItem;

/** The user ledger in the store: one transaction per call, around the tables that do the work. */
public final class JdbcUserLedger implements UserLedger {
    private static final String SET = """
        UPDATE MIGRATION_USER SET START_AFTER = :startAfter, COMPLETE_AFTER = :completeAfter,
            BAD_ITEM_LIMIT = :badItemLimit, LARGE_ITEM_LIMIT = :largeItemLimit
        WHERE USER_ID = :id
        """;

    private final Transactions transactions;
    private final Clock clock;
    private final UserRows rows;
    private final RejectedRows rejectedRows;
    private final UserMoves moves = new UserMoves();
    private final UserQueries queries = new UserQueries();
    private final SkippedItems skippedItems = new SkippedItems();

    public JdbcUserLedger(Transactions transactions, SecretSealer sealer, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
        SecretTable secrets = new SecretTable(sealer);
        this.rows = new UserRows(secrets);
        this.rejectedRows = new RejectedRows(secrets);
    }

    @Override
    public void importRows(BatchName batch, List<UserRow> imported) {
        transactions.run(session -> rows.add(session, batch, imported));
    }

    @Override
    public void keepOnly(BatchName batch, Set<EmailAddress> addresses) {
        transactions.run(session -> rows.keepOnly(session, batch, addresses));
    }

    @Override
    public void replaceRejected(BatchName batch, List<RejectedRow> rejected) {
        transactions.run(session -> rejectedRows.replace(session, batch, rejected));
    }

    @Override
    public List<RejectedRow> rejected(BatchName batch) {
        return transactions.call(session -> rejectedRows.list(session, batch));
    }

    @Override
    public Set<EmailAddress> heldBack(BatchName batch) {
        return transactions.call(session -> queries.heldBack(session, batch));
    }

    @Override
    public Optional<MigrationUser> find(UserId id) {
        return transactions.call(session -> queries.byId(session, id)).stream().findFirst();
    }

    @Override
    public Optional<MigrationUser> find(BatchName batch, EmailAddress address) {
        return transactions.call(session -> queries.byAddress(session, batch, address)).stream()
                .findFirst();
    }

    @Override
    public List<MigrationUser> users(BatchName batch) {
        return transactions.call(session -> queries.byBatch(session, batch));
    }

    @Override
    public UserSummary summary(BatchName batch) {
        return transactions.call(session -> queries.summary(session, batch));
    }

    @Override
    public void requeue(BatchName batch) {
        transactions.run(session -> moves.requeue(session, batch));
    }

    @Override
    public void become(UserId id, MigrationUserStatus status) {
        transactions.runShared(session -> moves.become(session, id, status, clock.instant()));
    }

    @Override
    public void passed(UserId id, Phase phase) {
        transactions.runShared(session -> moves.passed(session, id, phase));
    }

    @Override
    public void undone(UserId id, Phase phase) {
        transactions.run(session -> moves.undone(session, id, phase));
    }

    @Override
    public void set(UserId id, UserSettings settings) {
        transactions.run(session -> session.sql(SET)
                .param("id", id.value())
                .param("startAfter", Columns.timeOrNull(settings.startAfter()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("completeAfter", Columns.timeOrNull(settings.completeAfter()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("badItemLimit", settings.badItemLimit(), Types.BIGINT)
                .param("largeItemLimit", settings.largeItemLimit(), Types.BIGINT)
                .update());
    }

    @Override
    public void hold(UserId id) {
        transactions.run(session -> moves.hold(session, id, true));
    }

    @Override
    public void release(UserId id) {
        transactions.run(session -> moves.hold(session, id, false));
    }

    @Override
    public MigrationUserStatus synced(UserId id, PassNumber pass) {
        return transactions.callShared(session -> moves.synced(session, id, pass, clock.instant()));
    }

    @Override
    public MigrationUserStatus stopped(UserId id) {
        return transactions.callShared(session -> moves.stopped(session, id));
    }

    @Override
    public void rests(UserId id, Instant until) {
        transactions.run(session -> moves.rests(session, id, until));
    }

    @Override
    public void wakes(UserId id) {
        transactions.run(session -> moves.wakes(session, id));
    }

    @Override
    public MigrationUserStatus failed(UserId id, Phase phase, FailureCode code, String message) {
        Instant now = clock.instant();
        UserFailure failure = new UserFailure(phase, code, message, 0, now, now);
        return transactions.callShared(session -> moves.failed(session, id, failure));
    }

    @Override
    public CopyJournal journal(UserId id) {
        return new JdbcCopyJournal(transactions, id);
    }

    @Override
    public CopyJournal journal(UserId id, String mailboxes) {
        boolean known = transactions.call(session -> rows.copiesBetween(session, id, mailboxes));
        return new JdbcCopyJournal(transactions, id, known ? "" : mailboxes);
    }

    @Override
    public Map<UserId, String> journalSums(BatchName batch) {
        return transactions.call(session -> queries.journalSums(session, batch));
    }

    @Override
    public long unapproved(BatchName batch) {
        return transactions.call(session -> skippedItems.unapproved(session, batch));
    }

    @Override
    public long approveSkipped(BatchName batch, String reason) {
        return transactions.call(session -> skippedItems.approve(session, batch, reason, clock.instant()));
    }

    @Override
    public List<SkippedItem> skipped(UserId id) {
        return transactions.call(session -> skippedItems.list(session, id));
    }
}
