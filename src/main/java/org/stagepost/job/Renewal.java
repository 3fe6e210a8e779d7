package org.stagepost.job;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.migration.HeldLease;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.Lease;
import org.stagepost.migration.PartitionLeases.Wishes;
import org.stagepost.migration.WorkerList.SignOfLife;
import org.stagepost.model.MigrationException;

/**
 * What a worker has under way, and its thread that renews the leases, passes on what the manager wishes, and says that the
 * worker is there. Thread-safe.
 */
final class Renewal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Duration LAST = Duration.ofSeconds(10);

    private final WorkerRooms house;
    private final LongSupplier clock;
    private final Supplier<SignOfLife> sign;
    private final Runnable broken;
    private final Heartbeat heartbeat;
    private final Map<Long, Held> held = new ConcurrentHashMap<>();
    private final Set<Long> opened = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::run, "leases");
    private volatile boolean closed;

    private static final class Held {
        private final MailboxWork work;
        private final WorkerListener listener;
        private long settings;

        private Held(MailboxWork work, WorkerListener listener) {
            this.work = work;
            this.listener = listener;
        }

        private Lease lease() {
            return work.lease().lease();
        }
    }

    /**
     * @param clock monotonic, in nanoseconds
     * @param sign what the worker says of itself
     * @param broken no lease is renewed any more, though nobody has closed this
     */
    Renewal(WorkerRooms house, LongSupplier clock, Supplier<SignOfLife> sign, Runnable broken) {
        this.broken = broken;
        this.house = house;
        this.clock = clock;
        this.sign = sign;
        this.heartbeat = new Heartbeat(house.workers());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void hold(MailboxWork work, WorkerListener listener) {
        held.put(work.lease().lease().partition(), new Held(work, listener));
    }

    /** Nothing where it is not held. */
    void letGo(long partition) {
        Held last = held.remove(partition);
        if (last != null && last.listener.opened()) {
            opened.add(last.lease().execution()); // its servers were reached for less than a period
        }
    }

    int active() {
        return held.size();
    }

    /** What is under way ends at its next slice, for others to go on. */
    void leaveAll(String why) {
        held.values().forEach(one -> one.work.leave(why));
    }

    private void run() {
        try {
            renewUntilClosed();
        } finally {
            if (!closed) {
                broken.run();
            }
        }
    }

    private void renewUntilClosed() {
        while (!closed) {
            try {
                renew();
                keepUp();
            } catch (RuntimeException e) {
                LOG.warn("leases were not renewed: {}", e.getMessage());
            }
            Set<Long> since = Set.copyOf(opened);
            opened.removeAll(since);
            heartbeat.beat(sign.get(), since);
            try {
                Thread.sleep(PERIOD.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void renew() {
        Map<Long, Held> before = Map.copyOf(held);
        if (before.isEmpty()) {
            return;
        }
        long begun = clock.getAsLong();
        Map<Long, Wishes> wishes = house.leases().renew(sign.get().worker(), before.keySet(), HeldLease.TIME);
        before.forEach((partition, one) -> {
            Wishes now = wishes.get(partition);
            if (now == null || now.epoch() != one.lease().epoch()) {
                one.work.lose();
            } else {
                one.work.lease().renewed(begun);
                if (now.stop()) {
                    one.work.stop();
                }
            }
        });
        Map<Long, JobFile> changed = new HashMap<>();
        before.forEach((partition, one) ->
                Optional.ofNullable(wishes.get(partition)).ifPresent(now -> update(one, now, changed)));
        tell(before.values());
    }

    private void tell(Collection<Held> all) {
        List<Held> reached = all.stream().filter(one -> one.listener.opened()).toList();
        if (!reached.isEmpty()) {
            reached.forEach(one -> opened.add(one.lease().execution()));
            house.leases().opened(sign.get().worker(), partitions(reached));
        }
        List<Held> moved = all.stream().filter(one -> one.listener.moved() > 0).toList();
        if (!moved.isEmpty()) {
            house.leases().progressed(sign.get().worker(), partitions(moved));
        }
    }

    private static List<Long> partitions(List<Held> some) {
        return some.stream().map(one -> one.lease().partition()).toList();
    }

    private void keepUp() {
        try {
            if (!held.isEmpty()) {
                house.rooms().gates().keepUp();
            }
        } catch (MigrationException e) {
            LOG.warn("what other workers hear of servers is not known: {}", e.detail());
        }
    }

    /** @param changed those read in this round, by execution: they are the same for all mailboxes of a run */
    private void update(Held one, Wishes now, Map<Long, JobFile> changed) {
        if (now.settings() == one.settings) {
            return;
        }
        try {
            one.work.update(changed.computeIfAbsent(
                    one.lease().execution(),
                    execution -> house.jobFile(
                            one.lease(), house.batches().find(one.work.batch()).orElseThrow())));
            one.settings = now.settings();
        } catch (RuntimeException e) {
            LOG.warn("what was set for {} is looked at again: {}", one.work.batch(), e.getMessage());
        }
    }

    /** After the last mailbox. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(LAST.toMillis()); // else it would be heard of again after its end
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        heartbeat.end(sign.get().worker());
    }
}
