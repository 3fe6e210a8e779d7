package org.stagepost.report;

import java.util.List;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.sync.SkippedItem;

/** What commands print for people; every text ends with a line feed and moves no cursor. Thread-safe. */
public final class TextViews {
    /** A summary of more users than that lists only those that need a look. */
    private static final int LISTED_IN_FULL = 50;

    private final BatchText batchText;
    private final UserText userText;

    /** @param width columns of the terminal; {@link Integer#MAX_VALUE} where nothing should wrap */
    public TextViews(int width) {
        this.batchText = new BatchText(width);
        this.userText = new UserText(width);
    }

    public String batches(List<BatchView> batches) {
        return batches.isEmpty()
                ? "No batches.\n"
                : batchText.table(batches.stream().map(BatchLine::of).toList());
    }

    public String batch(BatchView batch, List<MigrationUser> users) {
        List<UserLine> lines = users.stream().map(UserLine::of).toList();
        return batchText.details(BatchLine.of(batch), ReportDocument.worstScore(lines)) + "\n" + users(users);
    }

    public String users(List<MigrationUser> users) {
        return users.isEmpty()
                ? "No users.\n"
                : userText.table(users.stream().map(UserLine::of).toList());
    }

    public String user(MigrationUser user, List<SkippedItem> skipped) {
        return userText.details(user) + userText.items(SkippedLine.of(user, skipped));
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
        return user.itemsSkipped() > 0 || !user.status().equals(MigrationUserStatus.SYNCED.word());
    }
}
