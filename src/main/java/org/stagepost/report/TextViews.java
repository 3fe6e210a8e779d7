package org.stagepost.report;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.ChangedSettings;
import org.stagepost.migration.ChecklistTask;
import org.stagepost.migration.MigrationTotals;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.RejectedRow;
import org.stagepost.migration.ServiceConfig;
import org.stagepost.migration.StatusSummary;
import org.stagepost.model.BatchName;
import org.stagepost.sync.SkippedItem;

/** What commands print for people; every text ends with a line feed and moves no cursor. Thread-safe. */
public final class TextViews {
    private static final Set<String> THROUGH = Arrays.stream(MigrationUserStatus.values())
            .filter(status -> status.isSynced() || status.summary() == StatusSummary.COMPLETED)
            .map(MigrationUserStatus::word)
            .collect(Collectors.toUnmodifiableSet());

    /** A summary of more users than that lists only those that need a look. */
    private static final int LISTED_IN_FULL = 50;

    private final int width;
    private final BatchText batchText;
    private final UserText userText;

    /** @param width columns of the terminal; {@link Integer#MAX_VALUE} where nothing should wrap */
    public TextViews(int width) {
        this.width = width;
        this.batchText = new BatchText(width);
        this.userText = new UserText(width);
    }

    public String batches(List<BatchView> batches) {
        return batches.isEmpty()
                ? "No batches.\n"
                : batchText.table(batches.stream().map(BatchLine::of).toList());
    }

    /** @param rejected rows that were left out */
    public String batch(
            BatchView batch, ChangedSettings changed, List<MigrationUser> users, List<RejectedRow> rejected) {
        List<UserLine> lines = UserLine.of(users, rejected);
        return batchText.details(BatchLine.of(batch), ReportDocument.worstScore(lines))
                + batchText.settings(changed)
                + "\n"
                + table(lines);
    }

    /** @param rejected rows that were left out */
    public String users(List<MigrationUser> users, List<RejectedRow> rejected) {
        return table(UserLine.of(users, rejected));
    }

    /** What to tell of mails that could not be sent yet; empty when there are none. */
    public String mails(BatchName batch, List<KeptMail> waiting) {
        return WaitingMails.text(batch, waiting, width);
    }

    private String table(List<UserLine> lines) {
        return lines.isEmpty() ? "No users.\n" : userText.table(lines);
    }

    /** @param worker that copies the mailbox now; empty when none does */
    public String user(MigrationUser user, String worker, List<SkippedItem> skipped) {
        return userText.details(user, worker) + userText.items(SkippedLine.of(user, skipped));
    }

    /** What is to be done after a batch. */
    public String checklist(List<ChecklistTask> tasks) {
        return ChecklistLines.text(tasks, width);
    }

    public String config(ServiceConfig config) {
        return ConfigLine.of(config).text(width);
    }

    public String totals(MigrationTotals totals) {
        return TotalsLine.of(totals).text(width);
    }

    /** One line without its end: name, status, and how many users are where. */
    public String status(BatchView batch) {
        BatchLine line = BatchLine.of(batch);
        return line.name() + ": " + line.status() + ", " + BatchText.counts(line);
    }

    /** What came of a run: a line per user, rows that were left out included, and totals. */
    public String summary(BatchReport report) {
        List<UserLine> users = UserLine.of(report);
        List<UserLine> listed = users.size() <= LISTED_IN_FULL
                ? users
                : users.stream().filter(TextViews::needsALook).toList();
        int unlisted = users.size() - listed.size();
        return batchText.headline(BatchLine.of(report.view()))
                + "\n"
                + (listed.isEmpty() ? "" : userText.table(listed) + "\n")
                + (unlisted == 0 ? "" : unlisted + " users that synced in full are not listed.\n")
                + userText.totals(users);
    }

    private static boolean needsALook(UserLine user) {
        return user.itemsSkipped() > 0 || !THROUGH.contains(user.status());
    }
}
