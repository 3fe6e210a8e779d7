package org.stagepost.cli;

import java.nio.file.Path;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.migration.BatchReport;
import org.stagepost.model.BatchName;
import org.stagepost.model.ExitCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.report.JsonViews;
import org.stagepost.report.TextViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what a batch's last pass reached. */
@Command(name = "report", addMethodSubcommands = false, description = "Shows what a migration batch reached.")
final class ReportCommands {
    private final Contexts contexts;
    private final Terminal terminal;

    ReportCommands(Contexts contexts, Terminal terminal) {
        this.contexts = contexts;
        this.terminal = terminal;
    }

    @Command(
            name = "show",
            description = "Shows the summary of the last pass again, and where its report files are.",
            footer = {"", "Example:", "  stagepost report show wave-1"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int show(
            @Parameters(paramLabel = "BATCH", description = "Name of the batch.") BatchName name,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        HomeFolder folder = home.folder(terminal);
        try (Contexts.Control control = contexts.control(folder)) {
            Lookup.batch(control, name);
            BatchReport report = control.batches().report(name);
            Path files = folder.reports(name, report.view().batch().pass());
            output.print(
                    terminal,
                    () -> new TextViews(terminal.width()).summary(report) + "\nreports: " + files + "\n",
                    () -> new JsonViews().summary(report));
            return ExitCode.SUCCESS.number();
        }
    }
}
