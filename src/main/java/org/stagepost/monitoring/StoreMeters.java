package org.stagepost.monitoring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.stagepost.mailbox.ServerTraffic;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.BatchView.Counts;

/** What the ledgers and the connections tell, brought up to date before each look at the metrics. Thread-safe. */
final class StoreMeters {
    private final MeterRegistry registry;
    private final Supplier<List<ServerTraffic>> traffic;
    private final MultiGauge users;
    private final MultiGauge statuses;
    private final Map<String, ServerTraffic> servers = new ConcurrentHashMap<>();
    private volatile boolean reachable = true;

    StoreMeters(MeterRegistry registry, Supplier<List<ServerTraffic>> traffic) {
        this.registry = registry;
        this.traffic = traffic;
        this.users = MultiGauge.builder("stagepost.users")
                .description(
                        "Users of a batch by where they stand; queued ones are about to be worked on, or wait for their time.")
                .register(registry);
        this.statuses = MultiGauge.builder("stagepost.batch.status")
                .description("1 for the status that a batch has.")
                .register(registry);
        Gauge.builder("stagepost.store.up", () -> reachable ? 1 : 0)
                .description("1 while the store answers.")
                .strongReference(true)
                .register(registry);
    }

    void show(List<BatchView> batches) {
        reachable = true;
        List<Row<?>> rows = new ArrayList<>();
        batches.forEach(view -> addUsers(rows, view));
        users.register(rows, true);
        statuses.register(
                batches.stream()
                        .<Row<?>>map(view -> Row.of(
                                Tags.of(
                                        "batch",
                                        name(view),
                                        "status",
                                        view.status().word()),
                                1))
                        .toList(),
                true);
    }

    private static void addUsers(List<Row<?>> rows, BatchView view) {
        Counts counts = view.counts();
        Map.of(
                        "queued", counts.pending(),
                        "active", counts.active(),
                        "synced", counts.synced(),
                        "completed", counts.completed(),
                        "failed", counts.failed(),
                        "stopped", counts.stopped())
                .forEach((state, count) -> rows.add(Row.of(Tags.of("batch", name(view), "state", state), count)));
    }

    private static String name(BatchView view) {
        return view.batch().name().value();
    }

    void unreachable() {
        reachable = false;
    }

    /** Asks no store. */
    void showTraffic() {
        for (ServerTraffic now : traffic.get()) {
            if (servers.put(now.server(), now) == null) {
                counter(
                        "stagepost.server.received.bytes",
                        "Bytes from a mail server.",
                        now,
                        ServerTraffic::receivedBytes);
                counter("stagepost.server.sent.bytes", "Bytes to a mail server.", now, ServerTraffic::sentBytes);
                counter(
                        "stagepost.server.wait.seconds",
                        "Seconds that connections waited for a mail server; several may wait at the same time.",
                        now,
                        some -> (double) some.waited().toNanos() / TimeUnit.SECONDS.toNanos(1));
            }
        }
    }

    private void counter(String name, String description, ServerTraffic of, ToDoubleFunction<ServerTraffic> value) {
        FunctionCounter.builder(name, servers, all -> value.applyAsDouble(all.getOrDefault(of.server(), of)))
                .description(description)
                .tag("server", of.server())
                .register(registry);
    }
}
