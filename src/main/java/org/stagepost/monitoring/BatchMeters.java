package org.stagepost.monitoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.Reach;
import org.stagepost.model.UserId;
import org.stagepost.sync.CopyProgress;

/**
 * The meters of one batch; no user and no folder is a label, so that their number stays small. Thread-safe.
 * Counters count since the process began.
 */
final class BatchMeters implements CopyProgress {
    private static final Duration[] SLICES = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1)
    };
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final MeterRegistry registry;
    private final String batch;
    private final Queue<Meter> meters = new ConcurrentLinkedQueue<>();
    private final Set<UserId> active = ConcurrentHashMap.newKeySet();
    private final RecentRate itemRate;
    private final RecentRate byteRate;
    private final Counter readItems;
    private final Counter readBytes;
    private final Counter writtenItems;
    private final Counter writtenBytes;
    private final Counter waiting;
    private final Counter own;
    private final Timer slices;
    private volatile boolean stored;
    private boolean forgotten;

    BatchMeters(MeterRegistry registry, BatchName batch, Clock clock) {
        this.registry = registry;
        this.batch = batch.value();
        this.itemRate = new RecentRate(clock);
        this.byteRate = new RecentRate(clock);
        String items = "Items that the source delivered; items whose fate at the target is stored.";
        this.readItems = counter("stagepost.items", items, "side", "source");
        this.writtenItems = counter("stagepost.items", items, "side", "target");
        String bytes = "Bytes of these items.";
        this.readBytes = counter("stagepost.bytes", bytes, "side", "source");
        this.writtenBytes = counter("stagepost.bytes", bytes, "side", "target");
        String time = "Seconds that threads worked on mailboxes: waiting for servers and their pace, or at own work.";
        this.waiting = counter("stagepost.copy.seconds", time, "spent", "server");
        this.own = counter("stagepost.copy.seconds", time, "spent", "own");
        this.slices = kept(Timer.builder("stagepost.slice")
                .description("From sending a slice until all its outcomes are stored.")
                .tag("batch", this.batch)
                .serviceLevelObjectives(SLICES)
                .register(registry));
        gauge("stagepost.items.per.second", "Items by the second, over the last minute.", itemRate::perSecond);
        gauge("stagepost.bytes.per.second", "Bytes by the second, over the last minute.", byteRate::perSecond);
        gauge("stagepost.active.mailboxes", "Mailboxes that are being copied.", active::size);
    }

    void begins(UserId user) {
        active.add(user);
    }

    void ends(UserId user) {
        active.remove(user);
    }

    /** No mailbox is being copied any more. */
    void nobody() {
        active.clear();
    }

    @Override
    public void planned(long items, long sizeBytes) {
        // what is left is the ledger's to tell
    }

    @Override
    public void committed(FolderPath folder, long items, long sizeBytes) {
        committed(items, sizeBytes);
    }

    void committed(long items, long sizeBytes) {
        writtenItems.increment(items);
        writtenBytes.increment(sizeBytes);
        itemRate.add(items);
        byteRate.add(sizeBytes);
    }

    @Override
    public void delivered(long items, long sizeBytes) {
        readItems.increment(items);
        readBytes.increment(sizeBytes);
    }

    @Override
    public void skipped(FailureCode reason) {
        failed("item", reason);
    }

    /** A user, or the batch itself. */
    void failed(FailureCode code) {
        failed(code.reach().compareTo(Reach.ENDPOINT) >= 0 ? "batch" : "user", code);
    }

    private synchronized void failed(String what, FailureCode code) {
        if (forgotten) {
            return; // a meter that is made now would stay for ever
        }
        counter(
                        "stagepost.failures",
                        "Items left behind, users and runs that failed.",
                        "what",
                        what,
                        "code",
                        code.name())
                .increment();
    }

    @Override
    public void settled(Duration underWay) {
        slices.record(underWay);
    }

    @Override
    public void worked(Duration time, Duration waited) {
        waiting.increment(waited.toNanos() / NANOS);
        own.increment(Math.max(0, time.minus(waited).toNanos()) / NANOS);
    }

    private Counter counter(String name, String description, String... tags) {
        return kept(Counter.builder(name)
                .description(description)
                .tag("batch", batch)
                .tags(tags)
                .register(registry));
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        kept(Gauge.builder(name, value)
                .description(description)
                .tag("batch", batch)
                .strongReference(true)
                .register(registry));
    }

    private <M extends Meter> M kept(M meter) {
        if (!meters.contains(meter)) {
            meters.add(meter);
        }
        return meter;
    }

    /** The batch was seen in the store. */
    void stored() {
        stored = true;
    }

    boolean isStored() {
        return stored;
    }

    /** The batch is gone, and what is still heard of it is counted no more. */
    synchronized void forget() {
        forgotten = true;
        meters.forEach(registry::remove);
    }
}
