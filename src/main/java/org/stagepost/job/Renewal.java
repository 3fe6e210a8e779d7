package org.stagepost.job;

import java.time.Duration;
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
    private final Heartbeat heartbeat;
    private final Map<Long, Held> held = new ConcurrentHashMap<>();
    private final Set<Long> progressed = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::renewUntilClosed, "leases");
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
     */
    Renewal(WorkerRooms house, LongSupplier clock, Supplier<SignOfLife> sign) {
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

    void letGo(long partition) {
        held.remove(partition);
    }

    /** A mailbox of that run came through. */
    void through(long execution) {
        progressed.add(execution);
    }

    int active() {
        return held.size();
    }

    /** What is under way ends at its next slice, for others to go on. */
    void leaveAll(String why) {
        held.values().forEach(one -> one.work.leave(why));
    }

    private void renewUntilClosed() {
        while (!closed) {
            try {
                renew();
                keepUp();
            } catch (RuntimeException e) {
                LOG.warn("leases were not renewed: {}", e.getMessage());
            }
            Set<Long> through = Set.copyOf(progressed);
            progressed.removeAll(through);
            heartbeat.beat(sign.get(), through);
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
        before.forEach(
                (partition, one) -> Optional.ofNullable(wishes.get(partition)).ifPresent(now -> update(one, now)));
        List<Held> moved =
                before.values().stream().filter(one -> one.listener.moved() > 0).toList();
        if (!moved.isEmpty()) {
            moved.forEach(one -> through(one.lease().execution()));
            house.leases()
                    .progressed(
                            sign.get().worker(),
                            moved.stream().map(one -> one.lease().partition()).toList());
        }
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

    private void update(Held one, Wishes now) {
        if (now.settings() == one.settings) {
            return;
        }
        try {
            house.batches()
                    .find(one.work.batch())
                    .ifPresent(batch -> one.work.update(house.jobFile(one.lease(), batch)));
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
