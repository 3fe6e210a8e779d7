package org.stagepost.cli;

import java.util.List;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.migration.BatchView;
import org.stagepost.model.BatchName;
import org.stagepost.model.ExitCode;
import org.stagepost.report.JsonViews;
import org.stagepost.report.TextViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Looks at migration batches, also while another process runs them. */
@Command(name = "batch", addMethodSubcommands = false, description = "Looks at migration batches.")
final class BatchCommands {
    private final Contexts contexts;
    private final Terminal terminal;

    BatchCommands(Contexts contexts, Terminal terminal) {
        this.contexts = contexts;
        this.terminal = terminal;
    }

    @Command(
            name = "list",
            description = "Lists all migration batches with their status and how many users are through.",
            footer = {"", "Example:", "  stagepost batch list"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int list(@Mixin HomeOption home, @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            List<BatchView> batches = control.batches().list();
            output.print(terminal, () -> new TextViews(terminal.width()).batches(batches), () -> new JsonViews()
                    .batches(batches));
            return ExitCode.SUCCESS.number();
        }
    }

    @Command(
            name = "show",
            description = "Shows a migration batch: settings, times, and every user with status and items.",
            footer = {"", "Example:", "  stagepost batch show wave-1"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int show(
            @Parameters(paramLabel = "BATCH", description = "Name of the batch.") BatchName name,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            BatchView batch = Lookup.batch(control, name);
            var users = control.batches().users(name);
            output.print(terminal, () -> new TextViews(terminal.width()).batch(batch, users), () -> new JsonViews()
                    .batch(batch, users));
            return ExitCode.SUCCESS.number();
        }
    }
}
