package org.stagepost.report;

import java.util.Arrays;
import java.util.List;
import org.stagepost.migration.BatchReport;
import org.stagepost.report.HtmlCharts.Chart;
import org.stagepost.report.ReportDocument.Warning;
import org.stagepost.report.SvgChart.Share;

/**
 * What report.html shows.
 *
 * @param states users by where they stand, as a bar
 * @param facts of the batch, each with its name
 */
record HtmlContent(
        BatchLine batch,
        String written,
        String outcome,
        boolean batchFailed,
        HtmlPage.Raw states,
        List<Fact> counts,
        List<Fact> scores,
        List<Fact> facts,
        List<FailureGroup> failures,
        int failureCount,
        HtmlTable users,
        HtmlTable skipped,
        List<Chart> charts,
        List<Warning> warnings) {

    /**
     * A name with its value.
     *
     * @param word that the style sheet knows it by; empty where it does not
     */
    record Fact(String name, String value, String word) {}

    static HtmlContent of(ReportDocument document, BatchReport report) {
        BatchLine batch = document.batch();
        return new HtmlContent(
                batch,
                Units.time(document.written()),
                Outcome.sentence(report),
                !report.failures().isEmpty(),
                new HtmlPage.Raw(SvgChart.shares(shares(batch), "Users by status")),
                counts(document, report),
                scores(document.users()),
                facts(batch),
                FailureGroup.of(document.errors()),
                document.errors().size(),
                HtmlTables.users(document.users()),
                HtmlTables.skipped(document.skipped()),
                HtmlCharts.of(document.users()),
                document.warnings());
    }

    boolean hasWarnings() {
        return !warnings.isEmpty();
    }

    private static List<Share> shares(BatchLine batch) {
        return List.of(
                new Share("synced", batch.synced() - batch.completed()),
                new Share("completed", batch.completed()),
                new Share("active", batch.active()),
                new Share("pending", batch.pending()),
                new Share("stopped", batch.stopped()),
                new Share("failed", batch.failed()));
    }

    private static List<Fact> counts(ReportDocument document, BatchReport report) {
        List<UserLine> users = document.users();
        BatchLine batch = document.batch();
        return List.of(
                count("Users", batch.total(), "total"),
                count("Synced", batch.synced(), "synced"),
                count("Completed", batch.completed(), "completed"),
                count("Active", batch.active(), "active"),
                count("Pending", batch.pending(), "pending"),
                count("Stopped", batch.stopped(), "stopped"),
                count("Failed", batch.failed(), "failed"),
                count(
                        "Items in source",
                        users.stream().mapToLong(UserLine::itemsInSource).sum(),
                        "itemsInSource"),
                count(
                        "Items synced",
                        users.stream().mapToLong(UserLine::itemsSynced).sum(),
                        "itemsSynced"),
                count(
                        "Found there already",
                        report.users().stream()
                                .mapToLong(user -> user.progress().tally().adopted())
                                .sum(),
                        "itemsFound"),
                count(
                        "Items skipped",
                        users.stream().mapToLong(UserLine::itemsSkipped).sum(),
                        "itemsSkipped"),
                count(
                        "Items labelled",
                        users.stream().mapToLong(UserLine::itemsLabelled).sum(),
                        "itemsLabelled"),
                new Fact(
                        "Size copied",
                        Units.bytes(
                                users.stream().mapToLong(UserLine::bytesSynced).sum()),
                        "bytesSynced"),
                new Fact(
                        "Score",
                        document.score() == null
                                ? "not known yet"
                                : document.score().toString(),
                        "score"));
    }

    private static Fact count(String name, long count, String word) {
        return new Fact(name, String.valueOf(count), word);
    }

    /** How many users have which score. */
    private static List<Fact> scores(List<UserLine> users) {
        return Arrays.stream(ConsistencyScore.values())
                .map(score -> new Fact(
                        score.toString(),
                        String.valueOf(users.stream()
                                .filter(user -> user.score() == score)
                                .count()),
                        ""))
                .toList();
    }

    private static List<Fact> facts(BatchLine batch) {
        return List.of(
                new Fact("Status", batch.status(), ""),
                new Fact("Type", batch.type(), ""),
                new Fact("Pass", String.valueOf(batch.pass()), ""),
                new Fact("Source", batch.sourceEndpoint(), ""),
                new Fact("Target", batch.targetEndpoint(), ""),
                new Fact("Job file", batch.jobFile(), ""),
                new Fact("Mails to", String.join(", ", batch.notified()), ""),
                new Fact("Created", Units.time(batch.createTime()) + " by " + batch.createdBy(), ""),
                new Fact("Started", Units.time(batch.startTime()), ""),
                new Fact("Initial sync", Units.time(batch.initialSyncTime()), ""),
                new Fact("Initial sync took", Units.duration(batch.initialSyncDuration()), ""),
                new Fact("Last synced", Units.time(batch.lastSyncedTime()), ""),
                new Fact("Message", batch.message(), ""));
    }
}
