package org.stagepost.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.RequestKind;
import org.stagepost.model.BatchName;
import picocli.CommandLine.Option;

/** What {@code batch set} changes. */
final class BatchChanges {
    @Option(names = "--add-users", paramLabel = "CSV", description = "Take the rows of this CSV into the batch, too.")
    private @Nullable Path addUsers;

    @Option(
            names = "--drop-users",
            paramLabel = "CSV",
            description = "Take a CSV back that was added; its users leave the batch, what was copied stays.")
    private @Nullable Path dropUsers;

    @Option(
            names = "--update",
            description = "Let the run that is going on use the settings as they are now: limits, mailboxes at once, "
                    + "priority, who is told. Mailboxes that are being copied go on as they began.")
    private boolean update;

    @Option(
            names = "--sync-now",
            description = "Ask the process that runs batches here for a pass at once, and do not wait for its end.")
    private boolean syncNow;

    @Option(
            names = "--approve-skipped",
            description = "Approve all items that were skipped so far, so that the batch can be completed.")
    private boolean approveSkipped;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Why skipped items are approved; kept with them.")
    private String reason = "";

    /** @return a line for each change; refuses a command line that changes nothing, and changes nothing then */
    List<String> apply(Contexts.Control control, BatchName batch, List<String> settings) {
        Map<String, String> changes = Settings.parsed(settings);
        boolean users = addUsers != null || dropUsers != null;
        if (changes.isEmpty() && !users && !approveSkipped && !update && !syncNow) {
            throw new CommandRefused("nothing to set", "write NAME=VALUE, or an option of: batch set --help");
        }
        if (syncNow && !control.runnerAlive()) {
            throw new CommandRefused("no process runs batches in this home folder", "batch start " + batch);
        }
        List<String> lines = new ArrayList<>();
        if (!changes.isEmpty()) {
            control.manageBatches().set(batch, changes);
            changes.forEach((name, value) -> lines.add(
                    batch + ": " + (value.isEmpty() ? name + " is as the job file says" : name + " = " + value)));
            ForwardedUsers.remark(control, batch, changes.keySet()).ifPresent(lines::add);
        }
        if (addUsers != null) {
            lines.add(batch + ": " + control.manageBatches().addUsers(batch, addUsers) + " users of " + addUsers
                    + " belong to the batch from its next run on");
        }
        if (dropUsers != null) {
            control.manageBatches().dropUsers(batch, dropUsers);
            lines.add(batch + ": the users of " + dropUsers + " leave the batch with its next run");
        }
        if (approveSkipped) {
            lines.add(batch + ": " + control.users().approveSkipped(batch, reason) + " skipped items are approved");
        }
        if (update) {
            lines.add(batch + ": "
                    + (control.runnerAlive()
                            ? Asking.answer(control, batch, RequestKind.UPDATE, null)
                                    .sentence()
                            : "it does not run"));
        }
        if (syncNow) {
            control.requests().ask(batch, RequestKind.START, null);
            lines.add(batch + ": a pass was asked for");
        }
        return lines;
    }
}
