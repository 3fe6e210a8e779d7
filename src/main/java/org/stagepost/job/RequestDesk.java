package org.stagepost.job;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.migration.BatchRequest;
import org.stagepost.migration.BatchRequests;
import org.stagepost.migration.RequestAnswer;
import org.stagepost.model.BatchName;
import org.stagepost.model.ExitCode;
import org.stagepost.model.MigrationException;

/**
 * Sees to what other processes ask of this one, as long as it is open: it starts batches for them, each in a thread of
 * its own, and stops batches. Whoever asked polls for the answer. Thread-safe.
 */
public final class RequestDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RequestDesk.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** Pauses of a tenth each. */
    private static final int BEGINS_WITHIN = 100;
    /** Whoever asked looks for the answer several times in it. */
    private static final Duration UNTIL_HEARD = Duration.ofSeconds(2);

    private final BatchRequests requests;
    private final BatchRunner runner;
    private final Set<BatchName> interrupted;
    private final Function<BatchName, RunListener> listeners;
    private final Map<BatchRequest, Thread> started = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile long lastAnswer;
    private volatile boolean answered;
    private final Thread clerk = new Thread(this::attend, "requests");

    private RequestDesk(
            BatchRequests requests,
            BatchRunner runner,
            Function<BatchName, RunListener> listeners,
            Set<BatchName> interrupted) {
        this.interrupted = interrupted;
        this.requests = requests;
        this.runner = runner;
        this.listeners = listeners;
    }

    /** @param listeners hear of the batches that others start; asked once for each run */
    public static RequestDesk open(
            BatchRequests requests, BatchRunner runner, Function<BatchName, RunListener> listeners) {
        requests.forgetAll();
        RequestDesk desk = new RequestDesk(requests, runner, listeners, runner.recover());
        desk.clerk.setDaemon(true);
        desk.clerk.start();
        return desk;
    }

    private void attend() {
        try {
            do {
                look();
            } while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            requests.take().forEach(this::attempt);
        } catch (RuntimeException e) {
            LOG.error("requests of other processes could not be seen to", e);
        }
    }

    private void attempt(BatchRequest request) {
        try {
            see(request);
        } catch (RuntimeException e) {
            LOG.error("{} of batch {} failed", request.kind(), request.batch(), e);
            requests.answered(request.id(), new RequestAnswer(ExitCode.INTERNAL, "internal error, see the log"));
        }
    }

    private void see(BatchRequest request) {
        LOG.info("{} of batch {} asked by {}", request.kind(), request.batch(), request.requestedBy());
        switch (request.kind()) {
            case START -> begin(request, listener -> runner.start(request.batch(), listener));
            case RESTART -> begin(request, listener -> runner.restart(request.batch(), listener));
            case COMPLETE -> begin(request, listener -> runner.complete(request.batch(), listener));
            case UPDATE -> update(request);
            case REPORT -> report(request);
            case STOP -> stop(request);
        }
    }

    private void update(BatchRequest request) {
        boolean runs = runner.update(request.batch());
        String sentence = runs ? "its run goes by them from now on" : "it does not run";
        requests.answered(request.id(), new RequestAnswer(ExitCode.SUCCESS, sentence));
    }

    private void report(BatchRequest request) {
        String batches =
                runner.running().stream().map(BatchName::value).sorted().collect(Collectors.joining(", "));
        requests.answered(
                request.id(),
                new RequestAnswer(ExitCode.SUCCESS, batches.isEmpty() ? "no batch is running" : "running: " + batches));
    }

    private void stop(BatchRequest request) {
        boolean runs = stopped(request);
        for (int waited = 0;
                !runs && waited < BEGINS_WITHIN && runningForOthers().contains(request.batch());
                waited++) {
            pause(); // it was asked to start a moment ago
            runs = stopped(request);
        }
        String sentence = "batch " + request.batch() + (runs ? " is stopping" : " does not run");
        requests.answered(request.id(), new RequestAnswer(runs ? ExitCode.STOPPED : ExitCode.SUCCESS, sentence));
    }

    private boolean stopped(BatchRequest request) {
        return request.user()
                .map(user -> runner.stop(request.batch(), user))
                .orElseGet(() -> runner.stop(request.batch()));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis() / 10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin(BatchRequest request, Function<RunListener, RunResult> run) {
        Thread thread = new Thread(() -> answer(request, run), "batch-" + request.batch());
        started.put(request, thread);
        thread.start();
    }

    private void answer(BatchRequest request, Function<RunListener, RunResult> run) {
        try {
            requests.answered(request.id(), outcome(request, run));
            lastAnswer = System.nanoTime();
            answered = true;
        } catch (RuntimeException e) {
            LOG.error("nobody hears how batch {} ended", request.batch(), e);
        } finally {
            started.remove(request);
        }
    }

    private RequestAnswer outcome(BatchRequest request, Function<RunListener, RunResult> run) {
        try {
            RunResult result = run.apply(listeners.apply(request.batch()));
            return new RequestAnswer(result.exitCode(), result.message());
        } catch (RuntimeException e) {
            MigrationException failure = Causes.of(e);
            LOG.error("batch {} could not be run: {}", request.batch(), failure.detail(), e);
            return new RequestAnswer(ExitCode.of(failure.code()), failure.detail());
        }
    }

    /** Batches that a dead process was running when it died. */
    public Set<BatchName> interrupted() {
        return interrupted;
    }

    /** Batches that run because another process asked for it. */
    public Set<BatchName> runningForOthers() {
        return started.keySet().stream().map(BatchRequest::batch).collect(Collectors.toSet());
    }

    /** Returns when nothing runs for others any more. */
    public void awaitOthers() {
        try {
            for (Thread thread : started.values()) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes no more requests; waits for what runs. */
    @Override
    public void close() {
        closing.countDown();
        try {
            clerk.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        awaitOthers();
        while (answered
                && System.nanoTime() - lastAnswer < UNTIL_HEARD.toNanos()
                && !Thread.currentThread().isInterrupted()) {
            pause(); // the store goes with this process
        }
    }
}
