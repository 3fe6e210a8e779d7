package org.stagepost.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.RejectedRow;
import org.stagepost.migration.UserFailure;
import org.stagepost.model.Finding;
import org.stagepost.sync.FolderTally;

/**
 * One user's statistics, or those of a row that was left out. Columns and their meaning: src/docs/reports.md.
 *
 * @param row line of the CSV where the row begins
 * @param duration from the first start to the end of the initial sync, pauses included; null before it
 * @param itemsPerMinute null as long as there is no duration, and once later passes have added items to it
 * @param score null as long as the initial sync has not ended
 */
record UserLine(
        int row,
        String emailAddress,
        String status,
        int foldersSynced,
        long itemsInSource,
        long itemsSynced,
        long itemsSkipped,
        long itemsLabelled,
        long bytesSynced,
        @Nullable Instant started,
        @Nullable Instant initialSyncEnd,
        @Nullable Instant lastSynced,
        @Nullable Duration duration,
        @Nullable Long itemsPerMinute,
        @Nullable ConsistencyScore score,
        String message) {

    /** In the order of the rows. */
    static List<UserLine> of(BatchReport report) {
        return of(report.users(), report.rejected());
    }

    /** In the order of the rows, those that were left out among them. */
    static List<UserLine> of(List<MigrationUser> users, List<RejectedRow> rejected) {
        return Stream.concat(users.stream().map(UserLine::of), rejected.stream().map(UserLine::of))
                .sorted(Comparator.comparingInt(UserLine::row))
                .toList();
    }

    static UserLine of(MigrationUser user) {
        FolderTally tally = user.progress().tally();
        Duration duration = durationOf(user);
        return new UserLine(
                user.row().line(),
                user.row().address().value(),
                user.status().word(),
                user.progress().folders(),
                tally.inSource(),
                tally.copied() + tally.adopted(),
                tally.skipped(),
                tally.labelled(),
                tally.bytesCopied(),
                seconds(user.progress().started()),
                seconds(user.progress().initialSyncEnd()),
                seconds(user.progress().lastSynced()),
                duration,
                itemsPerMinute(user, duration),
                ConsistencyScore.of(user).orElse(null),
                messageOf(user));
    }

    /** A user that is on the way again is not described by what went wrong before. */
    private static String messageOf(MigrationUser user) {
        if (user.restsUntil().isPresent()) {
            return MigrationUser.resting(user.restsUntil().get());
        }
        return ErrorLine.isOpen(user) ? user.failure().map(UserFailure::message).orElse("") : user.remark();
    }

    private static UserLine of(RejectedRow row) {
        String message = row.findings().stream().map(UserLine::sentence).collect(Collectors.joining("; "));
        String status = MigrationUserStatus.FAILED.word();
        return new UserLine(
                row.line(),
                row.address(),
                status,
                0,
                0,
                0,
                0,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                ConsistencyScore.POOR,
                message);
    }

    /** {@code EmailAddress: not an SMTP address}. */
    static String sentence(Finding finding) {
        return finding.where().isEmpty() ? finding.message() : finding.where() + ": " + finding.message();
    }

    private static @Nullable Duration durationOf(MigrationUser user) {
        Instant started = user.progress().started();
        Instant end = user.progress().initialSyncEnd();
        if (started == null || end == null || end.isBefore(started)) {
            return null;
        }
        return Duration.between(started, end).truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable Long itemsPerMinute(MigrationUser user, @Nullable Duration duration) {
        if (duration == null || duration.isZero() || user.progress().syncedPass() > 1) {
            return null;
        }
        return Math.round(user.progress().tally().copied() * 60_000.0 / duration.toMillis());
    }

    static @Nullable Instant seconds(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
    }
}
