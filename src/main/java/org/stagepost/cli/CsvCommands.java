package org.stagepost.cli;

import java.nio.file.Path;
import java.util.List;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.migration.MigrationType;
import org.stagepost.migration.RowDefaults;
import org.stagepost.migration.UserCsv;
import org.stagepost.migration.UserCsvReader.Expectations;
import org.stagepost.model.ExitCode;
import org.stagepost.model.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks input before a batch is run; needs no home folder and no server. */
@Command(name = "csv", addMethodSubcommands = false, description = "Checks the CSV file of a migration batch.")
final class CsvCommands {
    private final Contexts contexts;
    private final Terminal terminal;

    CsvCommands(Contexts contexts, Terminal terminal) {
        this.contexts = contexts;
        this.terminal = terminal;
    }

    /** What a job file would say about the CSV. */
    static final class Purpose {
        @Option(
                names = "--type",
                required = true,
                paramLabel = "TYPE",
                description = "What the file is for: staged or imap.")
        private MigrationType type = MigrationType.STAGED;

        @Option(names = "--allow-unknown-columns", description = "Accept columns that Stagepost does not know.")
        private boolean allowUnknownColumns;

        @Option(
                names = "--source-admin",
                description = "An administrator logs in at the source: UserName and Password may be blank.")
        private boolean sourceAdmin;

        @Option(
                names = "--target-users",
                description = "Each user logs in at the target: TargetPassword must be there.")
        private boolean targetUsers;

        private Expectations expectations() {
            boolean sourceUsers = type == MigrationType.IMAP && !sourceAdmin;
            return new Expectations(type, allowUnknownColumns, sourceUsers, targetUsers, RowDefaults.NONE);
        }
    }

    @Command(
            name = "check",
            description = "Lists every fault of a CSV file at once, with line, column and remedy.",
            footer = {"", "Example:", "  stagepost csv check sample-csv/staged-users.csv --type staged"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {
                "  0:every row is good; there may be warnings",
                ExitText.INTERNAL,
                "  2:usage, or the file or some of its rows cannot be used"
            })
    int check(
            @Parameters(paramLabel = "FILE", description = "The CSV file.") Path file,
            @Mixin Purpose purpose,
            @Mixin OutputOptions output) {
        UserCsv csv = contexts.csvReader().read(file, purpose.expectations());
        output.print(
                terminal,
                () -> CsvCheckViews.findings(csv.findings()) + CsvCheckViews.counts(csv),
                () -> CsvCheckViews.json(csv));
        List<Finding> errors = csv.findings().stream()
                .filter(finding -> finding.severity() != Finding.Severity.WARNING)
                .toList();
        if (output.isQuiet()) {
            terminal.err().print(CsvCheckViews.findings(errors));
            terminal.err().flush();
        }
        return (errors.isEmpty() ? ExitCode.SUCCESS : ExitCode.BAD_INPUT).number();
    }
}
