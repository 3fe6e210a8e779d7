package org.stagepost.cli;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.migration.MigrationTotals;
import org.stagepost.model.BatchName;
import org.stagepost.model.ExitCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.report.JsonViews;
import org.stagepost.report.TextViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The root of the command line, and the commands that run batches. */
@Command(
        name = "stagepost",
        addMethodSubcommands = false,
        description = "Moves mailboxes in migration batches, between any mail systems.",
        footer = {"", "Example:", "  stagepost demo", "", "Each command has its own --help."},
        versionProvider = Version.class,
        exitCodeListHeading = ExitText.HEADING,
        exitCodeList = {
            ExitText.ALL_SYNCED,
            ExitText.INTERNAL,
            ExitText.BAD_INPUT,
            ExitText.SOME_FAILED,
            ExitText.STOPPED,
            ExitText.BATCH_FAILED,
            ExitText.ALREADY_RUNNING
        })
final class StagepostCommand {
    private final Contexts contexts;
    private final Terminal terminal;

    @Option(names = "--version", versionHelp = true, description = "Show the version and exit.")
    private boolean versionWanted;

    StagepostCommand(Contexts contexts, Terminal terminal) {
        this.contexts = contexts;
        this.terminal = terminal;
    }

    @Command(
            name = "run",
            description = {
                "Runs the migration batch that a job file describes: creates it if it is new, goes on with a pass "
                        + "that is unfinished, else begins the next one.",
                "At a terminal, mail endpoints that the job file names and nobody knows are asked for, tested with a "
                        + "mailbox of the CSV, and stored; not with --json or --quiet.",
                "SIGTERM or Ctrl-C lets every mailbox finish the slices on their way, then ends; nothing is lost.",
                "Where another process runs batches in the home folder already, it runs this one, too."
            },
            footer = {"", "Example:", "  stagepost run jobs/wave-1.yml", "  stagepost run jobs/wave-1.yml --dry-run"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {
                ExitText.ALL_SYNCED,
                ExitText.INTERNAL,
                ExitText.BAD_INPUT,
                ExitText.SOME_FAILED,
                ExitText.STOPPED,
                ExitText.BATCH_FAILED,
                ExitText.ALREADY_RUNNING
            })
    int run(
            @Parameters(paramLabel = "JOBFILE", description = "The job file (YAML).") Path jobFile,
            @Option(
                            names = "--adopt",
                            description = "Users who belong to another batch of the same source come over to this one, "
                                    + "with the record of what was copied; sets adoptUsers.")
                    boolean adopt,
            @Option(
                            names = "--dry-run",
                            description = "Test the endpoints, look at every user, print what would be written into "
                                    + "the directories as LDIF, and change nothing anywhere.")
                    boolean dryRun,
            @Mixin EventOptions events,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        if (dryRun) {
            events.refuseWith("--dry-run");
            return new ValidationRun(contexts, terminal, output).dryRun(home.folder(terminal), jobFile);
        }
        var run = new BatchRun(contexts, terminal, output, events);
        return new EndpointOffer(contexts, terminal, events.shown(output), home.folder(terminal))
                .during(jobFile, () -> run.go(home, BatchWork.of(jobFile, adopt)));
    }

    @Command(
            name = "plan",
            description = {
                "Foretells what a run of a batch would do and how long it would take, and changes nothing on any server.",
                "For each user: whether it would be found, folders, items and bytes to copy, what is too large or does not "
                        + "fit, which folders get other names. For both servers: the path that a copy takes there.",
                "A few items are read to measure the line. Works while another process runs batches."
            },
            footer = {
                "",
                "Example:",
                "  stagepost plan jobs/wave-1.yml",
                "  stagepost plan jobs/wave-1.yml --csv plan.csv --html plan.html"
            },
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {
                ExitText.ALL_WOULD_SYNC,
                ExitText.INTERNAL,
                ExitText.BAD_INPUT,
                ExitText.SOME_WOULD_FAIL,
                ExitText.BATCH_WOULD_FAIL,
                ExitText.ALREADY_RUNNING
            })
    int plan(
            @Parameters(paramLabel = "JOBFILE", description = "The job file (YAML).") Path jobFile,
            @Mixin PlanFiles files,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        return new PlanRun(contexts, terminal, output).go(home.folder(terminal), jobFile, files);
    }

    @Command(
            name = "restart",
            description = {
                "Goes on with the users of a batch that failed, were stopped or were killed, and only with them.",
                "SIGTERM or Ctrl-C lets every mailbox finish the slices on their way, then ends; nothing is lost."
            },
            footer = {"", "Example:", "  stagepost restart wave-1"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {
                ExitText.ALL_SYNCED,
                ExitText.INTERNAL,
                ExitText.BAD_INPUT,
                ExitText.SOME_FAILED,
                ExitText.STOPPED,
                ExitText.BATCH_FAILED,
                ExitText.ALREADY_RUNNING
            })
    int restart(
            @Parameters(paramLabel = "BATCH", description = "Name of the batch.") BatchName batch,
            @Mixin EventOptions events,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        return new BatchRun(contexts, terminal, output, events).go(home, BatchWork.restart(batch));
    }

    @Command(
            name = "serve",
            description = {
                "Runs batches when their schedule says so, brings others up to date once a day (incrementalEvery), and "
                        + "runs what other processes ask for with 'batch start' or 'run'.",
                "SIGTERM or Ctrl-C lets every mailbox finish the slices on their way, then ends; nothing is lost."
            },
            footer = {"", "Example:", "  stagepost serve", "  stagepost serve --status"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {
                ExitText.DONE,
                ExitText.INTERNAL,
                ExitText.BAD_INPUT,
                ExitText.NOT_SERVED,
                ExitText.UNREACHABLE,
                ExitText.ALREADY_RUNNING
            })
    int serve(
            @Option(
                            names = "--metrics-port",
                            paramLabel = "PORT",
                            converter = PortNumber.class,
                            description = "Show metrics for Prometheus at http://127.0.0.1:PORT/metrics, and health at "
                                    + "/health; 0 takes any free port. Beats metrics.port in stagepost.yml.")
                    @Nullable
                    Integer metricsPort,
            @Option(
                            names = "--embedded-broker",
                            description = "Have the broker for workers in this process, where stagepost.broker in "
                                    + "stagepost.yml says; needs a PostgreSQL database.")
                    boolean embeddedBroker,
            @Option(
                            names = "--status",
                            description = "For monitoring: only tell whether a process runs batches here and answers, "
                                    + "and which batches run.")
                    boolean status,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        if (status) {
            return new ServeStatus(contexts, terminal, output)
                    .go(home.folder(terminal))
                    .number();
        }
        OptionalInt port = metricsPort == null ? OptionalInt.empty() : OptionalInt.of(metricsPort);
        Function<HomeFolder, Contexts.Run> rooms = embeddedBroker ? contexts::runWithBroker : contexts::run;
        new ServeRun(rooms, terminal, output, port).go(home.folder(terminal));
        return ExitCode.SUCCESS.number();
    }

    @Command(
            name = "stats",
            description = "Shows totals over all batches: users by where they stand, items and bytes.",
            footer = {"", "Example:", "  stagepost stats"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int stats(@Mixin HomeOption home, @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            MigrationTotals totals = control.batches().totals();
            output.print(terminal, () -> new TextViews(terminal.width()).totals(totals), () -> new JsonViews()
                    .totals(totals));
            return ExitCode.SUCCESS.number();
        }
    }

    @Command(
            name = "demo",
            description = {
                "Runs a staged batch of invented people through mail servers, a directory and an SMTP server that "
                        + "live inside this process.",
                "One user and one message fail on purpose, so it ends with exit code 3."
            },
            footer = {"", "Example:", "  stagepost demo"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {
                ExitText.ALL_SYNCED,
                ExitText.INTERNAL,
                ExitText.BAD_INPUT,
                ExitText.SOME_FAILED,
                ExitText.STOPPED,
                ExitText.BATCH_FAILED,
                ExitText.ALREADY_RUNNING
            })
    int demo(@Mixin DemoOptions options, @Mixin OutputOptions output) {
        return new DemoRun(contexts, terminal, output).go(options);
    }
}
