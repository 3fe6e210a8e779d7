package org.stagepost.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.migration.KnownWorker;
import org.stagepost.migration.WorkerList;
import org.stagepost.model.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Works for a process that runs batches, or lists who does. */
@Command(
        name = "worker",
        addMethodSubcommands = false,
        description = {
            "Copies mailboxes for a process on this or another machine that runs batches over the same PostgreSQL "
                    + "database and broker (stagepost.yml), until it is told to end.",
            "It needs a home folder of its own, and the same secret key.",
            "SIGTERM or Ctrl-C lets every mailbox finish the slices on their way, then ends; other workers go on with them."
        },
        footer = {"", "Example:", "  stagepost worker --max 10 --home /srv/worker-1"},
        exitCodeListHeading = ExitText.HEADING,
        exitCodeList = {
            ExitText.DONE,
            ExitText.INTERNAL,
            ExitText.BAD_INPUT,
            ExitText.WORKER_UNREACHABLE,
            ExitText.HOME_BUSY
        })
final class WorkerCommand implements Callable<Integer> {
    private final Contexts contexts;
    private final Terminal terminal;

    @Option(
            names = "--max",
            paramLabel = "N",
            converter = MailboxCount.class,
            description = "Mailboxes at a time, 1 to 1000; default ${DEFAULT-VALUE}. The limits of "
                    + "batches and endpoints hold over all workers together.",
            defaultValue = "10")
    private int max;

    @Mixin
    private TraceOption trace = new TraceOption();

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    WorkerCommand(Contexts contexts, Terminal terminal) {
        this.contexts = contexts;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return new WorkerRun(contexts, terminal, output)
                .go(home.folder(terminal), max, trace.users())
                .number();
    }

    @Command(
            name = "list",
            description = {
                "Lists the workers of this database that were heard of within a day: mailboxes they copy and how many "
                        + "they take at a time, version, and when they were heard of last.",
                "One that is 'silent' has said nothing for 30 seconds: it is dead, frozen, or cut off from the database."
            },
            footer = {"", "Example:", "  stagepost worker list"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {
                ExitText.DONE,
                ExitText.INTERNAL,
                ExitText.BAD_INPUT,
                ExitText.UNREACHABLE,
                ExitText.ALREADY_RUNNING
            })
    int list(@Mixin HomeOption home, @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            Optional<List<KnownWorker>> workers = control.workers().map(WorkerList::all);
            output.print(
                    terminal,
                    () -> workers.map(WorkerViews::list).orElse(WorkerViews.NOT_POSSIBLE),
                    () -> WorkerViews.json(workers.orElse(List.of())));
            return ExitCode.SUCCESS.number();
        }
    }
}
