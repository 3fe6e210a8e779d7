package org.stagepost.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.RejectedRow;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.report.JsonViews;
import org.stagepost.report.TextViews;
import org.stagepost.sync.SkippedItem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows, stops and starts migration users, also while another process works on them. */
@Command(
        name = "user",
        addMethodSubcommands = false,
        description = "Shows, stops and starts single users of a migration batch.")
final class UserCommands {
    private final Contexts contexts;
    private final Terminal terminal;

    UserCommands(Contexts contexts, Terminal terminal) {
        this.contexts = contexts;
        this.terminal = terminal;
    }

    /** Which user is meant. */
    static final class WhichUser {
        @Option(
                names = "--batch",
                paramLabel = "BATCH",
                description = "The batch, where the address is in several of them.")
        private @Nullable BatchName batch;

        private MigrationUser find(Contexts.Control control, EmailAddress address) {
            return batch == null ? Lookup.user(control, address) : Lookup.user(control, batch, address);
        }
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
            output.print(terminal, () -> new TextViews(terminal.width()).user(user, skipped), () -> new JsonViews()
                    .user(user, skipped));
            return ExitCode.SUCCESS.number();
        }
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
        HomeFolder folder = home.folder(terminal);
        try {
            hold(folder, which, address);
        } catch (MigrationException e) {
            if (!HandedOverRun.isGone(e)) {
                throw e;
            }
            hold(folder, which, address); // the process that ran batches has ended meanwhile
        }
        output.say(
                terminal, address + " is stopped until: " + Invocation.of(home).command("user start " + address));
        return ExitCode.SUCCESS.number();
    }

    private void hold(HomeFolder folder, WhichUser which, EmailAddress address) {
        try (Contexts.Control control = contexts.control(folder)) {
            MigrationUser user = which.find(control, address);
            if (control.runnerAlive()) {
                BatchStop.ask(control, user.batch(), user.row().address());
            }
            control.users().hold(user.id());
        }
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
}
