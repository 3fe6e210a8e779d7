package org.stagepost.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.BatchName;
import picocli.CommandLine.Option;

/** What {@code batch set} changes. */
final class BatchChanges {
    @Option(names = "--add-users", paramLabel = "CSV", description = "Take the rows of this CSV into the batch, too.")
    private @Nullable Path addUsers;

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
        if (changes.isEmpty() && addUsers == null && !approveSkipped) {
            throw new CommandRefused("nothing to set", "write NAME=VALUE, --add-users or --approve-skipped");
        }
        List<String> lines = new ArrayList<>();
        if (!changes.isEmpty()) {
            control.manageBatches().set(batch, changes);
            changes.forEach((name, value) -> lines.add(
                    batch + ": " + (value.isEmpty() ? name + " is as the job file says" : name + " = " + value)));
        }
        if (addUsers != null) {
            lines.add(batch + ": " + control.manageBatches().addUsers(batch, addUsers) + " users of " + addUsers
                    + " belong to the batch from its next run on");
        }
        if (approveSkipped) {
            lines.add(batch + ": " + control.users().approveSkipped(batch, reason) + " skipped items are approved");
        }
        return lines;
    }
}
