package org.stagepost.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.ChangedSettings;

/** Batches as text. */
final class BatchText {
    private final int width;

    BatchText(int width) {
        this.width = width;
    }

    String table(List<BatchLine> batches) {
        TextTable table = new TextTable("Last synced (UTC)", "Name", "Type", "Status", "Users>", "Synced>", "Failed>");
        batches.forEach(batch -> table.add(
                Units.bareTime(batch.lastSyncedTime()),
                batch.name(),
                batch.type(),
                batch.status(),
                String.valueOf(batch.total()),
                String.valueOf(batch.synced()),
                String.valueOf(batch.failed())));
        return table.render(width);
    }

    String details(BatchLine batch, @Nullable ConsistencyScore score) {
        return new TextFields()
                .add("Name", batch.name())
                .add("Type", batch.type())
                .add("Direction", batch.direction())
                .add("Status", batch.status())
                .add("Users", counts(batch))
                .add("Score", score)
                .add("Pass", batch.pass())
                .add("Job file", batch.jobFile())
                .add("Source", batch.sourceEndpoint())
                .add("Target", batch.targetEndpoint())
                .add("Notify", String.join(", ", batch.notified()))
                .add("Created", Units.time(batch.createTime()) + " by " + batch.createdBy())
                .add("Started", Units.time(batch.startTime()))
                .add("Initial sync", Units.time(batch.initialSyncTime()))
                .add("Initial sync took", Units.duration(batch.initialSyncDuration()))
                .add("Last synced", Units.time(batch.lastSyncedTime()))
                .add("Message", batch.message())
                .render(width);
    }

    /** A line for each, under a heading; empty where nothing was set. */
    String settings(ChangedSettings changed) {
        String lines = Stream.concat(
                        changed.values().entrySet().stream().map(set -> set.getKey() + " = " + set.getValue()),
                        changed.addedUsers().stream().map(file -> "added users: " + file))
                .map(line -> "  " + VisibleText.of(line) + "\n")
                .collect(Collectors.joining());
        return lines.isEmpty() ? "" : "Settings of batch set, which beat the job file:\n" + lines;
    }

    /** {@code Batch wave-1 (staged, pass 1): 20 users: 18 synced, 2 failed}. */
    String headline(BatchLine batch) {
        return "Batch %s (%s, pass %d), %s\n".formatted(batch.name(), batch.type(), batch.pass(), counts(batch));
    }

    /** Every user is in one of the counts; those that are zero go unsaid. */
    static String counts(BatchLine batch) {
        List<String> counts = new ArrayList<>();
        add(counts, batch.synced() - batch.completed(), "synced");
        add(counts, batch.failed(), "failed");
        add(counts, batch.active(), "active");
        add(counts, batch.stopped(), "stopped");
        add(counts, batch.pending(), "pending");
        add(counts, batch.completed(), "completed");
        String users = batch.total() == 1 ? "1 user" : batch.total() + " users";
        return counts.isEmpty() ? users : users + ": " + String.join(", ", counts);
    }

    private static void add(List<String> counts, int count, String word) {
        if (count > 0) {
            counts.add(count + " " + word);
        }
    }
}
