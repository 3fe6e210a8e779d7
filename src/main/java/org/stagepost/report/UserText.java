package org.stagepost.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.stagepost.migration.MigrationUser;

/** Users and their skipped items as text. */
final class UserText {
    private static final int INDENT = 2;

    private final int width;

    UserText(int width) {
        this.width = width;
    }

    String table(List<UserLine> users) {
        TextTable table = new TextTable("Message", "User", "Status", "Items>", "Skipped>", "Copied>", "Duration>");
        users.forEach(user -> table.add(
                user.message(),
                user.emailAddress(),
                user.status(),
                user.itemsSynced() + "/" + user.itemsInSource(),
                String.valueOf(user.itemsSkipped()),
                Units.bytes(user.bytesSynced()),
                Units.duration(user.duration())));
        return table.render(width);
    }

    String totals(List<UserLine> users) {
        long synced = users.stream().mapToLong(UserLine::itemsSynced).sum();
        long inSource = users.stream().mapToLong(UserLine::itemsInSource).sum();
        long skipped = users.stream().mapToLong(UserLine::itemsSkipped).sum();
        long bytes = users.stream().mapToLong(UserLine::bytesSynced).sum();
        long labelled = users.stream().mapToLong(UserLine::itemsLabelled).sum();
        String left = labelled == 0 ? "" : ", %d labelled".formatted(labelled);
        return "%d of %d items synced (%s copied), %d skipped%s.\n"
                .formatted(synced, inSource, Units.bytes(bytes), skipped, left);
    }

    /** @param worker that copies the mailbox now; empty when none does */
    String details(MigrationUser user, String worker) {
        UserLine line = UserLine.of(user);
        TextFields fields = new TextFields()
                .add("User", line.emailAddress())
                .add("Batch", user.batch())
                .add("Row", line.row())
                .add("Status", line.status())
                .add("Score", line.score())
                .add("Folders", line.foldersSynced())
                .add("Items", line.itemsSynced() + " of " + line.itemsInSource() + found(user))
                .add("Skipped", line.itemsSkipped())
                .add("Labelled", line.itemsLabelled())
                .add("Size copied", Units.bytes(line.bytesSynced()))
                .add("Items per minute", line.itemsPerMinute())
                .add("Started", Units.time(line.started()))
                .add("Initial sync", Units.time(line.initialSyncEnd()))
                .add("Initial sync took", Units.duration(line.duration()))
                .add("Last synced", Units.time(line.lastSynced()));
        if (!worker.isEmpty()) {
            fields.add("Worker", worker);
        }
        if (!user.settings().asTyped().isEmpty()) {
            fields.add("Own settings", words(user.settings().asTyped()));
        }
        ErrorLine.of(user).ifPresent(failure -> add(fields, failure));
        return fields.render(width);
    }

    /** What was on the target already is synced, and nothing of it was copied. */
    private static String found(MigrationUser user) {
        long found = user.progress().tally().adopted();
        return found == 0 ? "" : ", " + found + " of them found there already";
    }

    private static String words(Map<String, String> settings) {
        return settings.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(", "));
    }

    private static void add(TextFields fields, ErrorLine failure) {
        fields.add("Failure", failure.failureCode() + " in phase " + failure.phase())
                .add("Message", failure.message())
                .add("What to do", failure.hint())
                .add("Retries", failure.retries())
                .add("First seen", Units.time(failure.firstSeen()))
                .add("Last seen", Units.time(failure.lastSeen()));
    }

    /** Empty when nothing was skipped. */
    String items(List<SkippedLine> items) {
        StringBuilder text = new StringBuilder();
        for (SkippedLine item : items) {
            text.append('\n').append(item(item));
        }
        return text.isEmpty() ? "" : "\nSkipped items\n" + text;
    }

    private static String approval(SkippedLine item) {
        if (item.approvedBy().isEmpty()) {
            return "";
        }
        String reason = item.approvalReason().isEmpty() ? "" : ": " + item.approvalReason();
        return "by " + item.approvedBy() + ", " + Units.time(item.approvedTime()) + reason;
    }

    private String item(SkippedLine item) {
        return new TextFields()
                .add("Folder", item.folder())
                .add("Uid", item.uid())
                .add("Date", Units.time(item.date()))
                .add("From", item.from())
                .add("Subject", item.subject())
                .add("Message-ID", item.messageId())
                .add("Size", Units.bytes(item.sizeBytes()))
                .add("Reason", item.reason())
                .add("Server's reply", item.serverReply())
                .add("Approved", approval(item))
                .render(width - INDENT)
                .indent(INDENT);
    }
}
