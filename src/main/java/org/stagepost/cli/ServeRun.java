package org.stagepost.cli;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.stagepost.cli.terminal.DrainOnSignal;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.job.BatchScheduler;
import org.stagepost.job.LoggedRun;
import org.stagepost.job.RequestDesk;
import org.stagepost.migration.MigrationBatch.Mark;
import org.stagepost.migration.RequestKind;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

/** Runs the batches of a home folder when they are due, and when other processes ask for it, until it is told to end. */
final class ServeRun {
    private final Terminal terminal;
    private final OutputOptions output;

    private final OptionalInt metricsPort;

    private final Function<HomeFolder, Contexts.Run> rooms;

    /**
     * @param rooms opens what runs batches
     * @param metricsPort where metrics and health are shown; none where it is empty
     */
    ServeRun(
            Function<HomeFolder, Contexts.Run> rooms,
            Terminal terminal,
            OutputOptions output,
            OptionalInt metricsPort) {
        this.rooms = rooms;
        this.metricsPort = metricsPort;
        this.terminal = terminal;
        this.output = output;
    }

    /** Returns when a signal came and every mailbox has ended at its next slice. */
    void go(HomeFolder home) {
        CountDownLatch ending = new CountDownLatch(1);
        try (Contexts.Run run = rooms.apply(home);
                DrainOnSignal signals = DrainOnSignal.install(
                        () -> {
                            run.runner().interrupt();
                            ending.countDown();
                        },
                        () -> {});
                Monitoring monitoring = Monitoring.open(run, metricsPort);
                RequestDesk desk = RequestDesk.open(
                        run.requests(), run.runner(), batch -> monitoring.heard(batch, new LoggedRun(batch)));
                BatchScheduler scheduler = run.scheduler()) {
            Optional<String> broker = run.broker();
            Set<BatchName> interrupted = new TreeSet<>(desk.interrupted());
            run.batches().list().stream()
                    .filter(batch -> batch.batch().life().is(Mark.INTERRUPTED))
                    .forEach(batch -> interrupted.add(batch.batch().name()));
            interrupted.forEach(batch -> run.requests().ask(batch, RequestKind.START, null));
            ForegroundRun.warn(terminal, run);
            scheduler.start();
            output.say(terminal, "serving the batches in " + home.root() + "; the log is in " + home.logs());
            broker.ifPresent(at -> output.say(terminal, at));
            monitoring
                    .address()
                    .ifPresent(
                            at -> output.say(terminal, "metrics at " + at + "/metrics, health at " + at + "/health"));
            scheduler.nextRuns().forEach(line -> output.say(terminal, line));
            terminal.out().flush();
            awaitEnd(ending, run);
            output.say(terminal, "stopping: every mailbox ends at its next slice");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(FailureCode.STOPPED, "interrupted", e);
        }
    }

    /** Ends with STORE_UNUSABLE when this process may not run batches any more; whoever watches over it starts it again. */
    private static void awaitEnd(CountDownLatch ending, Contexts.Run run) throws InterruptedException {
        while (!ending.await(1, TimeUnit.SECONDS)) {
            if (!run.runnerAlive()) {
                throw new MigrationException(FailureCode.STORE_UNUSABLE, "the connection to the store was lost");
            }
        }
    }
}
