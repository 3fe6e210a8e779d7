package org.stagepost.cli;

import java.nio.file.Path;
import java.util.List;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationUser;
import org.stagepost.model.BatchName;
import org.stagepost.model.ExitCode;
import org.stagepost.report.JsonViews;
import org.stagepost.report.TextViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates, starts, stops and shows migration batches, also while another process runs them. */
@Command(
        name = "batch",
        addMethodSubcommands = false,
        description = "Creates, starts, stops and shows migration batches.")
final class BatchCommands {
    private final Contexts contexts;
    private final Terminal terminal;

    BatchCommands(Contexts contexts, Terminal terminal) {
        this.contexts = contexts;
        this.terminal = terminal;
    }

    @Command(
            name = "create",
            description = {
                "Checks a job file and its CSV, and stores the batch without starting it.",
                "At a terminal, mail endpoints that the job file names and nobody knows are asked for, tested with a "
                        + "mailbox of the CSV, and stored; not with --json or --quiet."
            },
            footer = {"", "Example:", "  stagepost batch create jobs/wave-1.yml"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int create(
            @Parameters(paramLabel = "JOBFILE", description = "The job file (YAML).") Path jobFile,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        return new EndpointOffer(contexts, terminal, output, home.folder(terminal))
                .during(jobFile, () -> created(jobFile, home, output));
    }

    private int created(Path jobFile, HomeOption home, OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            MigrationBatch batch = control.manageBatches().create(jobFile);
            output.say(terminal, "batch " + batch.name() + " is created");
            output.say(terminal, "next:    " + Invocation.of(home).command("batch start " + batch.name()));
            return ExitCode.SUCCESS.number();
        }
    }

    @Command(
            name = "start",
            description = {
                "Starts a batch, or goes on with it: an unfinished pass is resumed, else the next one begins.",
                "Where another process runs batches in the home folder already, it runs this one, too."
            },
            footer = {"", "Example:", "  stagepost batch start wave-1", "  stagepost batch start wave-1 --validate-only"
            },
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
    int start(
            @Parameters(paramLabel = "BATCH", description = "Name of the batch.") BatchName name,
            @Option(
                            names = "--validate-only",
                            description =
                                    "Only look, also while it runs: at the endpoints, and at each user's entries in "
                                            + "the directories and mailboxes. Nothing is changed; the exit code is the run's.")
                    boolean validateOnly,
            @Option(
                            names = "--with-stopped",
                            description = "Users who were stopped alone, as by 'directory undo', take part again.")
                    boolean withStopped,
            @Mixin EventOptions events,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        if (validateOnly) {
            events.refuseWith("--validate-only");
            return new ValidationRun(contexts, terminal, output).go(home.folder(terminal), name);
        }
        if (withStopped) {
            release(home, name);
        }
        return new BatchRun(contexts, terminal, output, events).go(home, BatchWork.start(name));
    }

    private void release(HomeOption home, BatchName name) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            Lookup.batch(control, name);
            control.users().users(name).stream().filter(MigrationUser::held).forEach(user -> control.users()
                    .release(user.id()));
        }
    }

    @Command(
            name = "stop",
            description = {
                "Stops a batch that runs: every mailbox ends at its next slice, and nothing is lost.",
                "Returns when it has stopped. 'batch start' goes on with it."
            },
            footer = {"", "Example:", "  stagepost batch stop wave-1"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int stop(
            @Parameters(paramLabel = "BATCH", description = "Name of the batch.") BatchName name,
            @Option(names = "--no-wait", description = "Return as soon as the stop is asked for.") boolean noWait,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        BatchView batch = new BatchStop(contexts, home.folder(terminal)).go(name, !noWait);
        output.say(terminal, new TextViews(terminal.width()).status(batch));
        return ExitCode.SUCCESS.number();
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
            description = {
                "Shows a migration batch: settings, times, and every user with status and items.",
                "--follow shows a run of another process while it goes on, and ends with its exit code.",
                "--checklist looks at DNS and the ledger as they are now; what DNS does not answer is unknown, and no "
                        + "error."
            },
            footer = {
                "",
                "Example:",
                "  stagepost batch show wave-1",
                "  stagepost batch show wave-1 --follow",
                "  stagepost batch show wave-1 --checklist --mx-switched 2026-12-01T20:00:00Z"
            },
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {
                ExitText.DONE,
                ExitText.INTERNAL,
                ExitText.BAD_INPUT,
                ExitText.SOME_FAILED,
                ExitText.STOPPED,
                ExitText.BATCH_FAILED,
                ExitText.ALREADY_RUNNING
            })
    int show(
            @Parameters(paramLabel = "BATCH", description = "Name of the batch.") BatchName name,
            @Option(
                            names = "--follow",
                            description = "Watch the run until it ends. Ctrl-C leaves the view and not the run: exit "
                                    + "code 75.")
                    boolean follow,
            @Mixin ChecklistOptions checklist,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        boolean asList = checklist.isWanted();
        if (follow && asList) {
            throw new CommandRefused("--follow and --checklist are two views", "type one of them");
        }
        if (follow) {
            return new FollowedRun(contexts, terminal, output).go(home, name);
        }
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            if (asList) {
                Lookup.batch(control, name);
                checklist.print(contexts, control, name, terminal, output);
                return ExitCode.SUCCESS.number();
            }
            BatchView batch = control.manageBatches().explained(Lookup.batch(control, name));
            var users = control.batches().users(name);
            var rejected = control.users().rejected(name);
            var changed = control.manageBatches().changedSettings(name);
            var waiting = control.sendMails().waiting(name);
            var views = new TextViews(terminal.width());
            output.print(
                    terminal,
                    () -> views.batch(batch, changed, users, rejected) + views.mails(name, waiting),
                    () -> new JsonViews().batch(batch, changed, users, rejected, waiting));
            return ExitCode.SUCCESS.number();
        }
    }

    @Command(
            name = "set",
            description = {
                "Changes settings of a batch: keys of its job file, nested ones with a dot. They beat the file from the "
                        + "next run on; NAME= gives a key back to the file.",
                "--add-users takes the rows of one more CSV into the batch, also those of users who were removed."
            },
            footer = {
                "",
                "Example:",
                "  stagepost batch set wave-1 maxConcurrentMigrations=10 notify=[admin@contoso.test]",
                "  stagepost batch set wave-1 --add-users more-users.csv",
                "  stagepost batch set wave-1 maxConcurrentMigrations=40 --update",
                "  stagepost batch set wave-1 --approve-skipped --reason 'agreed with the owners'"
            },
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int set(
            @Parameters(index = "0", paramLabel = "BATCH", description = "Name of the batch.") BatchName name,
            @Parameters(index = "1..*", paramLabel = "NAME=VALUE", description = "Settings to change.")
                    List<String> settings,
            @Mixin BatchChanges changes,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            Lookup.batch(control, name);
            changes.apply(control, name, settings == null ? List.of() : settings)
                    .forEach(line -> output.say(terminal, line));
            return ExitCode.SUCCESS.number();
        }
    }

    @Command(
            name = "complete",
            description = {
                "Copies what changed for the last time and completes every user: nothing is copied after that.",
                "Refused as long as users are unfinished or skipped items are not approved."
            },
            footer = {"", "Example:", "  stagepost batch complete wave-1 --dry-run", "  stagepost batch complete wave-1"
            },
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
    int complete(
            @Parameters(paramLabel = "BATCH", description = "Name of the batch.") BatchName name,
            @Option(
                            names = "--dry-run",
                            description = "Print as LDIF what completion would write into the directories now, and "
                                    + "change nothing anywhere.")
                    boolean dryRun,
            @Mixin EventOptions events,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        if (dryRun) {
            events.refuseWith("--dry-run");
            return new ValidationRun(contexts, terminal, output).completion(home.folder(terminal), name);
        }
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            Lookup.batch(control, name);
        }
        return new BatchRun(contexts, terminal, output, events).go(home, BatchWork.complete(name));
    }

    @Command(
            name = "remove",
            description = {
                "Removes a batch that does not run: its users, journals, settings, stored passwords and history.",
                "Mailboxes, directories and reports stay. A later batch recognises what was copied.",
                "Refused, unless the batch never started, while users are not completed, rows were left out, skipped items "
                        + "are not approved. Directory changes that stand are kept as LDIF in the reports folder."
            },
            footer = {
                "",
                "Example:",
                "  stagepost batch remove wave-1 --yes",
                "  stagepost batch remove wave-1 --yes --force"
            },
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int remove(
            @Parameters(paramLabel = "BATCH", description = "Name of the batch.") BatchName name,
            @Mixin BatchRemove removal,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            removal.run(control, name, line -> output.say(terminal, line), terminal.width());
            return ExitCode.SUCCESS.number();
        }
    }
}
