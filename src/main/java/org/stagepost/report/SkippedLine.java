package org.stagepost.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.MigrationUser;
import org.stagepost.sync.SkippedItem;

/**
 * An item that was not copied.
 *
 * @param approvedBy empty as long as nobody lets it stay behind; the time is null then
 */
record SkippedLine(
        String emailAddress,
        String folder,
        String uid,
        String messageId,
        Instant date,
        String from,
        String subject,
        long sizeBytes,
        String reason,
        String serverReply,
        String approvedBy,
        @Nullable Instant approvedTime,
        String approvalReason) {

    /** In the order of the rows, and of each user's folders. */
    static List<SkippedLine> of(BatchReport report) {
        return report.users().stream()
                .flatMap(user -> of(user, report.skipped().getOrDefault(user.id(), List.of())).stream())
                .toList();
    }

    static List<SkippedLine> of(MigrationUser user, List<SkippedItem> skipped) {
        String address = user.row().address().value();
        return skipped.stream().map(item -> of(address, item)).toList();
    }

    private static SkippedLine of(String address, SkippedItem item) {
        return new SkippedLine(
                address,
                item.folder().toString(),
                item.key().value(),
                item.messageId(),
                item.receivedDate().truncatedTo(ChronoUnit.SECONDS),
                item.from(),
                item.subject(),
                item.sizeBytes(),
                item.reason().name(),
                item.serverReply(),
                item.approval().by(),
                UserLine.seconds(item.approval().time()),
                item.approval().reason());
    }
}
