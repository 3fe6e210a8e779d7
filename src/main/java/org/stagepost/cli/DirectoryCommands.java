package org.stagepost.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.migration.ChangeUndone;
import org.stagepost.migration.ChangeView;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a batch changed in its directories, and takes it back. */
@Command(
        name = "directory",
        addMethodSubcommands = false,
        description = "Shows the directory changes of a migration batch, and takes them back.")
final class DirectoryCommands {
    private final Contexts contexts;
    private final Terminal terminal;

    DirectoryCommands(Contexts contexts, Terminal terminal) {
        this.contexts = contexts;
        this.terminal = terminal;
    }

    @Command(
            name = "changes",
            description = {
                "Lists the directory changes of a batch that stand, in the order in which they were made.",
                "--ldif prints them as LDIF change records, and Sieve scripts as comments; passwords are in none."
            },
            footer = {
                "",
                "Example:",
                "  stagepost directory changes wave-1",
                "  stagepost directory changes wave-1 ann@contoso.test --ldif"
            },
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int changes(
            @Parameters(index = "0", paramLabel = "BATCH", description = "Name of the batch.") BatchName batch,
            @Parameters(index = "1", arity = "0..1", paramLabel = "ADDRESS", description = "Only this user's.")
                    @Nullable
                    EmailAddress address,
            @Option(names = "--ldif", description = "Print LDIF.") boolean ldif,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            require(control, batch, address);
            List<ChangeView> changes = control.undoChanges().list(batch, Optional.ofNullable(address));
            output.print(
                    terminal,
                    () -> ldif ? ChangeViews.ldif(changes) : ChangeViews.text(changes),
                    () -> ChangeViews.json(batch, changes));
            return ExitCode.SUCCESS.number();
        }
    }

    @Command(
            name = "undo",
            description = {
                "Takes the directory changes of a batch back, the last one of each user first; the batch must be at rest.",
                "Only what the batch wrote is restored, and only where nobody changed it since; a conflict is named. "
                        + "Passwords stay.",
                "The users are stopped: no run migrates them again until 'user start', or 'batch start --with-stopped'.",
                "--dry-run looks at each change as if the later ones of its user stood."
            },
            footer = {
                "",
                "Example:",
                "  stagepost directory undo wave-1 --dry-run",
                "  stagepost directory undo wave-1 ann@contoso.test"
            },
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {
                ExitText.TAKEN_BACK,
                ExitText.INTERNAL,
                ExitText.BAD_INPUT,
                ExitText.SOME_STAND,
                ExitText.DIRECTORY_FAILED,
                ExitText.ALREADY_RUNNING
            })
    int undo(
            @Parameters(index = "0", paramLabel = "BATCH", description = "Name of the batch.") BatchName batch,
            @Parameters(index = "1", arity = "0..1", paramLabel = "ADDRESS", description = "Only this user's.")
                    @Nullable
                    EmailAddress address,
            @Option(names = "--dry-run", description = "Print what would be written, as LDIF, and write nothing.")
                    boolean dryRun,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            require(control, batch, address);
            Optional<EmailAddress> user = Optional.ofNullable(address);
            List<ChangeUndone> changes = dryRun
                    ? control.undoChanges().plan(batch, user)
                    : control.undoChanges().undo(batch, user);
            output.print(
                    terminal, () -> ChangeViews.text(changes, dryRun), () -> ChangeViews.json(batch, changes, dryRun));
            boolean gone = changes.stream().allMatch(ChangeUndone::isGone);
            return (gone ? ExitCode.SUCCESS : ExitCode.SOME_USERS_FAILED).number();
        }
    }

    /** An address that is mistyped must not look like one without changes. */
    private static void require(Contexts.Control control, BatchName batch, @Nullable EmailAddress address) {
        Lookup.batch(control, batch);
        if (address != null
                && control.users().find(batch, address).isEmpty()
                && control.undoChanges().list(batch, Optional.of(address)).isEmpty()) {
            throw new CommandRefused(address + " is not in batch " + batch, "see: user list " + batch);
        }
    }
}
