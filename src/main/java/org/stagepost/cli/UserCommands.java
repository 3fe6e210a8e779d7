package org.stagepost.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.migration.MigrationUser;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.report.JsonViews;
import org.stagepost.report.TextViews;
import org.stagepost.sync.SkippedItem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at migration users, also while another process works on them. */
@Command(name = "user", addMethodSubcommands = false, description = "Looks at the users of a migration batch.")
final class UserCommands {
    private final Contexts contexts;
    private final Terminal terminal;

    UserCommands(Contexts contexts, Terminal terminal) {
        this.contexts = contexts;
        this.terminal = terminal;
    }

    /** Which user is meant, and how much of it is wanted. */
    static final class Selection {
        @Option(
                names = "--batch",
                paramLabel = "BATCH",
                description = "The batch, where the address is in several of them.")
        private @Nullable BatchName batch;

        @Option(names = "--skipped", description = "List the items that were skipped, with the reason.")
        private boolean skipped;

        private MigrationUser find(Contexts.Control control, EmailAddress address) {
            return batch == null ? Lookup.user(control, address) : Lookup.user(control, batch, address);
        }

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
            output.print(
                    terminal, () -> new TextViews(terminal.width()).users(users), () -> new JsonViews().users(users));
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
            @Mixin Selection selection,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            MigrationUser user = selection.find(control, address);
            List<SkippedItem> skipped = selection.skippedItems(control, user);
            output.print(terminal, () -> new TextViews(terminal.width()).user(user, skipped), () -> new JsonViews()
                    .user(user, skipped));
            return ExitCode.SUCCESS.number();
        }
    }
}
