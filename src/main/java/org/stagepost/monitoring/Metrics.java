package org.stagepost.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.stagepost.job.RunListener;
import org.stagepost.mailbox.ServerTraffic;
import org.stagepost.migration.BatchView;
import org.stagepost.model.BatchName;

/** What this process does and has done, as Prometheus reads it. Thread-safe. */
final class Metrics implements AutoCloseable {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<BatchName, BatchMeters> batches = new ConcurrentHashMap<>();
    private final StoreMeters store;
    private final Clock clock;

    Metrics(Supplier<List<ServerTraffic>> traffic, WebhookState webhook, Clock clock) {
        this.clock = clock;
        this.store = new StoreMeters(registry, traffic);
        if (webhook != WebhookState.NONE) {
            Gauge.builder("stagepost.webhook.up", () -> webhook == WebhookState.UP ? 1 : 0)
                    .description("1 while the webhook can be told of changes, as far as its settings go.")
                    .strongReference(true)
                    .register(registry);
        }
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    RunListener heard(BatchName batch, RunListener next) {
        return new MeteredRun(batches.computeIfAbsent(batch, name -> new BatchMeters(registry, name, clock)), next);
    }

    /** Batches that are not there any more are forgotten; one that is about to be stored was never there. */
    void show(List<BatchView> views) {
        Set<BatchName> known = views.stream().map(view -> view.batch().name()).collect(Collectors.toSet());
        batches.forEach((name, meters) -> {
            if (known.contains(name)) {
                meters.stored();
            } else if (meters.isStored() && batches.remove(name, meters)) {
                meters.forget();
            }
        });
        store.show(views);
    }

    void storeIsAway() {
        store.unreachable();
    }

    String text() {
        store.showTraffic();
        return registry.scrape();
    }

    @Override
    public void close() {
        registry.close();
    }
}
