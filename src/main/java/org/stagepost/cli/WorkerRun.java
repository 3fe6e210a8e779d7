package org.stagepost.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.stagepost.cli.terminal.DrainOnSignal;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

/** Works for whoever runs batches elsewhere, until it is told to end. */
final class WorkerRun {
    private final Contexts contexts;
    private final Terminal terminal;
    private final OutputOptions output;

    WorkerRun(Contexts contexts, Terminal terminal, OutputOptions output) {
        this.contexts = contexts;
        this.terminal = terminal;
        this.output = output;
    }

    /** @throws MigrationException why this worker must not go on, such as another key than the manager's */
    ExitCode go(HomeFolder home, int atOnce, List<EmailAddress> traced) {
        CountDownLatch ending = new CountDownLatch(1);
        Optional<MigrationException> unfit = Optional.empty();
        Traces traces;
        try (Contexts.Work work = contexts.work(home, atOnce);
                DrainOnSignal signals = DrainOnSignal.install(
                        () -> {
                            work.drain();
                            ending.countDown();
                        },
                        () -> {})) {
            traces = Traces.begin(traced, work);
            work.start();
            output.say(
                    terminal,
                    "worker " + work.worker() + " takes " + atOnce + " mailboxes at a time; the log is in "
                            + home.logs());
            terminal.out().flush();
            while (unfit.isEmpty() && !ending.await(1, TimeUnit.SECONDS)) {
                unfit = work.unfit();
            }
            output.say(terminal, "stopping: every mailbox ends at its next slice");
            terminal.out().flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(FailureCode.STOPPED, "interrupted", e);
        }
        traces.lines().forEach(line -> output.say(terminal, line));
        output.say(terminal, "the worker has ended");
        terminal.out().flush();
        unfit.ifPresent(reason -> {
            throw reason;
        });
        return ExitCode.SUCCESS;
    }
}
