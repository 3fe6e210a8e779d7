package org.stagepost.monitoring;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.job.RunListener;
import org.stagepost.mailbox.ServerTraffic;
import org.stagepost.migration.BatchView;
import org.stagepost.model.BatchName;
import org.stagepost.monitoring.LocalPages.Page;

/** Metrics and health of this process, for programs on this machine; nothing in them is secret. Thread-safe. */
public final class Monitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);
    /** A store that does not answer in that time counts as away. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Watched watched;
    private final Clock clock;
    private final Metrics metrics;
    private final ExecutorService asking = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "monitoring-store");
        thread.setDaemon(true);
        return thread;
    });
    private final LocalPages pages;

    /**
     * What is watched.
     *
     * @param store asks it for little
     * @param batches asks the store for everything
     * @param runner true while this process may run batches
     * @param lastLook when the scheduler looked last what is due
     * @param webhook who hears of changes does not change while the process lives
     */
    public record Watched(
            Supplier<?> store,
            Supplier<List<BatchView>> batches,
            BooleanSupplier runner,
            Supplier<Optional<Instant>> lastLook,
            Supplier<List<ServerTraffic>> traffic,
            WebhookState webhook) {}

    private Monitor(int port, Watched watched, Clock clock) throws IOException {
        this.watched = watched;
        this.clock = clock;
        this.metrics = new Metrics(watched.traffic(), watched.webhook(), clock);
        this.pages = LocalPages.open(port, Map.of("/metrics", this::metrics, "/health", this::health));
    }

    /**
     * Answers from now on.
     *
     * @param port 0 for any that is free
     * @throws IOException when the port cannot be had
     */
    public static Monitor open(int port, Watched watched, Clock clock) throws IOException {
        return new Monitor(port, watched, clock);
    }

    /** {@code http://127.0.0.1:9464}, without a path. */
    public String address() {
        return "http://127.0.0.1:" + pages.port();
    }

    /** The same listener, and what it hears is counted for the batch. */
    public RunListener heard(BatchName batch, RunListener next) {
        return metrics.heard(batch, next);
    }

    private Page metrics() {
        asked(watched.batches()::get).ifPresentOrElse(metrics::show, metrics::storeIsAway);
        return new Page(200, Metrics.CONTENT_TYPE, metrics.text());
    }

    private Page health() {
        boolean store = asked(watched.store()::get).isPresent();
        boolean runner = asked(watched.runner()::getAsBoolean).orElse(false);
        Health health = Health.of(store, runner, watched.lastLook().get(), watched.webhook(), clock);
        return new Page(health.isUp() ? 200 : 503, "application/json", health.json() + "\n");
    }

    /** Empty when the store fails, or takes too long. */
    private <T> Optional<T> asked(Callable<T> question) {
        Future<T> answer = asking.submit(question);
        try {
            return Optional.of(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            LOG.warn("the store does not answer monitoring: {}", e.toString());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        pages.close();
        asking.shutdownNow();
        metrics.close();
    }
}
