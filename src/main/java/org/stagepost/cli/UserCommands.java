package org.stagepost.cli;

import java.util.List;
import java.util.Map;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.RejectedRow;
import org.stagepost.migration.RunLook.ActiveMailbox;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.report.JsonViews;
import org.stagepost.report.TextViews;
import org.stagepost.sync.SkippedItem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows, stops, starts, changes and removes migration users, also while another process works on them. */
@Command(
        name = "user",
        addMethodSubcommands = false,
        description = "Shows, stops, starts, changes and removes single users of a migration batch.")
final class UserCommands {
    private final Contexts contexts;
    private final Terminal terminal;

    UserCommands(Contexts contexts, Terminal terminal) {
        this.contexts = contexts;
        this.terminal = terminal;
    }

    /** How much of a user is wanted. */
    static final class Selection {
        @Option(names = "--skipped", description = "List the items that were skipped, with the reason.")
        private boolean skipped;

        private List<SkippedItem> skippedItems(Contexts.Control control, MigrationUser user) {
            return skipped ? control.users().skipped(user.id()) : List.of();
        }
    }

    @Command(
            name = "list",
            description = "Lists the users of a batch in the order of their rows.",
            footer = {"", "Example:", "  stagepost user list wave-1"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int list(
            @Parameters(paramLabel = "BATCH", description = "Name of the batch.") BatchName batch,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            Lookup.batch(control, batch);
            List<MigrationUser> users = control.batches().users(batch);
            List<RejectedRow> rejected = control.users().rejected(batch);
            output.print(terminal, () -> new TextViews(terminal.width()).users(users, rejected), () -> new JsonViews()
                    .users(users, rejected));
            return ExitCode.SUCCESS.number();
        }
    }

    @Command(
            name = "show",
            description = "Shows a user: status, progress, the last failure, and with --skipped what was left behind.",
            footer = {"", "Example:", "  stagepost user show ann@contoso.test --skipped"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int show(
            @Parameters(paramLabel = "ADDRESS", description = "The user's address, as in the CSV.")
                    EmailAddress address,
            @Mixin WhichUser which,
            @Mixin Selection selection,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            MigrationUser user = which.find(control, address);
            List<SkippedItem> skipped = selection.skippedItems(control, user);
            String worker = workerOf(control, user);
            output.print(
                    terminal, () -> new TextViews(terminal.width()).user(user, worker, skipped), () -> new JsonViews()
                            .user(user, worker, skipped));
            return ExitCode.SUCCESS.number();
        }
    }

    /** Empty when none copies the mailbox. */
    private static String workerOf(Contexts.Control control, MigrationUser user) {
        return control.look().active(user.batch()).stream()
                .filter(mailbox -> mailbox.id().equals(user.id()))
                .map(ActiveMailbox::worker)
                .findFirst()
                .orElse("");
    }

    @Command(
            name = "stop",
            description = {
                "Stops one user of a batch at the next slice; the others go on.",
                "No run works on the user until 'user start'."
            },
            footer = {"", "Example:", "  stagepost user stop ann@contoso.test"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int stop(
            @Parameters(paramLabel = "ADDRESS", description = "The user's address, as in the CSV.")
                    EmailAddress address,
            @Mixin WhichUser which,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        which.hold(contexts, home.folder(terminal), address);
        output.say(
                terminal, address + " is stopped until: " + Invocation.of(home).command("user start " + address));
        return ExitCode.SUCCESS.number();
    }

    @Command(
            name = "start",
            description = "Lets the next run of its batch work on a user again that was stopped alone.",
            footer = {"", "Example:", "  stagepost user start ann@contoso.test"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int start(
            @Parameters(paramLabel = "ADDRESS", description = "The user's address, as in the CSV.")
                    EmailAddress address,
            @Mixin WhichUser which,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            MigrationUser user = which.find(control, address);
            control.users().release(user.id());
            output.say(terminal, address + " is in the queue again");
            output.say(terminal, "next:    " + Invocation.of(home).command("batch start " + user.batch()));
            return ExitCode.SUCCESS.number();
        }
    }

    @Command(
            name = "set",
            description = {
                "Changes settings of one user, which beat those of the batch from its next run on: startAfter, "
                        + "completeAfter, badItemLimit, largeItemLimit. NAME= gives one back to the batch.",
                "A user whose own time has not come is left out of runs; 'serve' runs the batch when it comes."
            },
            footer = {
                "",
                "Example:",
                "  stagepost user set ann@contoso.test startAfter=2026-12-01T20:00:00Z",
                "  stagepost user set ann@contoso.test badItemLimit=5 completeAfter="
            },
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int set(
            @Parameters(index = "0", paramLabel = "ADDRESS", description = "The user's address, as in the CSV.")
                    EmailAddress address,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME=VALUE", description = "Settings to change.")
                    List<String> settings,
            @Mixin WhichUser which,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            Map<String, String> changes = Settings.parsed(settings);
            control.manageUsers().set(which.find(control, address), changes);
            changes.forEach((name, value) -> output.say(
                    terminal,
                    address + ": " + (value.isEmpty() ? name + " is as the batch says" : name + " = " + value)));
            return ExitCode.SUCCESS.number();
        }
    }

    @Command(
            name = "remove",
            description = {
                "Takes a user out of its batch for good, even if the CSV has the row; the mailboxes stay as they are.",
                "'batch set BATCH --add-users' takes it back, and what was copied is not copied again."
            },
            footer = {"", "Example:", "  stagepost user remove ann@contoso.test --yes"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int remove(
            @Parameters(paramLabel = "ADDRESS", description = "The user's address, as in the CSV.")
                    EmailAddress address,
            @Option(names = "--yes", description = "Do it; without this, only say who would be removed: exit code 2.")
                    boolean yes,
            @Mixin WhichUser which,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        HomeFolder folder = home.folder(terminal);
        MigrationUser user;
        if (yes) {
            user = which.hold(contexts, folder, address);
        } else {
            try (Contexts.Control control = contexts.control(folder)) {
                user = which.find(control, address);
            }
        }
        String of = address + " of batch " + user.batch();
        if (!yes) {
            throw new CommandRefused(
                    of + " is " + user.status().word() + "; nothing was removed", "add --yes to remove it");
        }
        try (Contexts.Control control = contexts.control(folder)) {
            control.manageUsers().remove(user);
        }
        output.say(terminal, of + " is removed");
        return ExitCode.SUCCESS.number();
    }
}
