package org.stagepost.job;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.stagepost.migration.HeldLease;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.Lease;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.OpenCopies;
import org.stagepost.migration.PartitionEnding;
import org.stagepost.migration.PartitionLeases.Why;
import org.stagepost.migration.PartitionLeases.Wishes;
import org.stagepost.migration.TargetClaims;
import org.stagepost.migration.UserLedger;
import org.stagepost.migration.WakingClock;
import org.stagepost.migration.WorkerList.SignOfLife;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.WorkerId;

/**
 * Takes partitions, works on them and renews their leases (adr/0019). The threads that call {@link #received} work; one
 * of its own renews.
 */
public final class Worker implements PartitionIntake, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration RENEWAL = Duration.ofSeconds(2);
    private static final Duration LAST_RENEWAL = Duration.ofSeconds(10);

    private final WorkerId id;
    private final int capacity;
    private final WorkerRooms house;
    private final LongSupplier clock = new WakingClock();
    private final Heartbeat heartbeat;
    private final Map<Long, Held> held = new ConcurrentHashMap<>();
    /** Those that a thread is at, from before they are taken until after they are given back. */
    private final Set<Long> known = ConcurrentHashMap.newKeySet();

    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Thread renewal = new Thread(this::renewUntilClosed, "leases");
    private volatile boolean draining;
    private volatile boolean closed;
    private volatile @Nullable MigrationException unfit;

    /** What is under way. */
    private static final class Held {
        private final MailboxWork work;
        private final WorkerListener listener;
        private long settings;

        private Held(MailboxWork work, WorkerListener listener) {
            this.work = work;
            this.listener = listener;
        }
    }

    /** @param capacity mailboxes at a time: so many threads call {@link #received} */
    public Worker(WorkerId id, int capacity, WorkerRooms house) {
        this.id = id;
        this.capacity = capacity;
        this.house = house;
        this.heartbeat = new Heartbeat(house.workers());
        renewal.setDaemon(true);
        renewal.start();
    }

    @Override
    public boolean received(long execution, long partition) {
        if (draining) {
            return true; // nobody has taken it: it is sent again
        }
        if (!known.add(partition)) {
            LOG.debug("partition {} is still under way here", partition);
            dropped.incrementAndGet();
            return true; // its lease ran out, and another thread has not seen that yet
        }
        try {
            return take(execution, partition);
        } finally {
            known.remove(partition);
        }
    }

    private boolean take(long execution, long partition) {
        long begun = clock.getAsLong();
        Optional<Lease> lease = house.leases().take(partition, execution, id, HeldLease.TIME);
        if (lease.isEmpty()) {
            return isDropped(execution, partition);
        }
        work(new HeldLease(lease.get(), clock, begun));
        return true;
    }

    private boolean isDropped(long execution, long partition) {
        if (house.leases().isForOtherVersion(partition, execution)) {
            if (refused.getAndIncrement() == 0) {
                LOG.warn("the manager has another version than this worker, which takes nothing of it: install the"
                        + " manager's version here");
            }
            return false;
        }
        dropped.incrementAndGet();
        LOG.debug("partition {} of run {} is not to be had", partition, execution);
        return true;
    }

    private void work(HeldLease lease) {
        long partition = lease.lease().partition();
        try {
            Held now = prepared(lease);
            held.put(partition, now);
            if (draining) {
                now.work.leave("the worker drains");
            }
            Optional<PartitionEnding> ending = now.work.go();
            if (ending.isEmpty()) {
                giveBack(lease, draining ? Why.DRAINS : Why.PAUSES);
                now.work.failure().ifPresent(this::checkFit);
            } else if (!house.leases().end(lease.lease(), ending.get())) {
                LOG.info("partition {} ended here, and is another worker's", partition);
            }
        } catch (RuntimeException e) {
            MigrationException failure = Causes.of(e);
            LOG.error("partition {} could not be worked on", partition, e);
            giveBack(lease, isPassing(failure) ? Why.PAUSES : Why.CANNOT_BE_WORKED_ON);
            checkFit(failure);
        } finally {
            held.remove(partition);
            MDC.clear();
        }
    }

    /** It says nothing of the partition. */
    private static boolean isPassing(MigrationException failure) {
        return failure.code() == FailureCode.STORE_UNUSABLE || failure.code() == FailureCode.LEASE_LOST;
    }

    /** What is wrong here, and not with the mailbox, would be wrong with the next one too. */
    private void checkFit(MigrationException failure) {
        switch (failure.code()) {
            case SECRET_MISSING, JOB_FILE_INVALID, HOME_UNUSABLE -> {
                unfit = failure;
                drain();
            }
            default -> LOG.debug("goes on after {}", failure.code());
        }
    }

    private Held prepared(HeldLease lease) {
        UserLedger fenced = house.ledgers().apply(lease.lease());
        MigrationUser user = fenced.find(lease.lease().user())
                .orElseThrow(() -> new MigrationException(
                        FailureCode.LEASE_LOST, "user " + lease.lease().user().value() + " is gone"));
        MDC.put("batch", user.batch().value());
        MDC.put("user", user.row().address().value());
        MigrationBatch batch = house.batches().find(user.batch()).orElseThrow();
        OpenCopies copies = house.rooms().copies().leased(lease, fenced, claims(lease.lease()));
        WorkerListener listener = new WorkerListener();
        return new Held(
                new MailboxWork(
                        lease,
                        user,
                        jobFile(lease.lease(), batch),
                        batch,
                        house.rooms().with(fenced, copies),
                        listener),
                listener);
    }

    private JobFile jobFile(Lease lease, MigrationBatch batch) {
        return house.orders()
                .read(batch.name(), lease.execution(), batch.jobFile(), house.jobFiles(), name -> house.settings()
                        .of(name));
    }

    private TargetClaims claims(Lease lease) {
        return new TargetClaims() {
            @Override
            public boolean claim(String mailbox) {
                return house.leases().claim(lease, mailbox);
            }

            @Override
            public void release(String mailbox) {
                // the lease holds it to its end
            }
        };
    }

    private void giveBack(HeldLease lease, Why why) {
        try {
            house.leases().giveBack(lease.lease(), why);
        } catch (MigrationException e) {
            LOG.warn(
                    "partition {} is given back by its lease's end: {}",
                    lease.lease().partition(),
                    e.detail());
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
            heartbeat.beat(new SignOfLife(id, capacity, draining, refused.get()));
            try {
                Thread.sleep(RENEWAL.toMillis());
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
        Map<Long, Wishes> wishes = house.leases().renew(id, before.keySet(), HeldLease.TIME);
        before.forEach((partition, one) -> {
            Wishes now = wishes.get(partition);
            if (now == null || now.epoch() != one.work.lease().lease().epoch()) {
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
        List<Long> moved = before.entrySet().stream()
                .filter(one -> one.getValue().listener.moved() > 0)
                .map(Map.Entry::getKey)
                .toList();
        if (!moved.isEmpty()) {
            house.leases().progressed(id, moved);
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
            Lease lease = one.work.lease().lease();
            house.batches().find(one.work.batch()).ifPresent(batch -> one.work.update(jobFile(lease, batch)));
            one.settings = now.settings();
        } catch (RuntimeException e) {
            LOG.warn("what was set for {} is looked at again: {}", one.work.batch(), e.getMessage());
        }
    }

    public WorkerId id() {
        return id;
    }

    /** Why nothing more is taken here; empty while it is. */
    public Optional<MigrationException> unfit() {
        return Optional.ofNullable(unfit);
    }

    /** Mailboxes under way. */
    public int active() {
        return held.size();
    }

    /** Messages that were stale, or came twice. */
    public long dropped() {
        return dropped.get();
    }

    /** Messages of a manager of another version. */
    public long refused() {
        return refused.get();
    }

    /** Nothing new is begun, and what is under way ends at its next slice, for others to go on. */
    public void drain() {
        draining = true;
        held.values().forEach(one -> one.work.leave("the worker drains"));
    }

    /** After the last mailbox. */
    @Override
    public void close() {
        closed = true;
        renewal.interrupt();
        try {
            renewal.join(LAST_RENEWAL.toMillis()); // else it would be heard of again after its end
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        heartbeat.end(id);
    }
}
