package org.stagepost.job;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.stagepost.migration.HeldLease;
import org.stagepost.migration.Lease;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.OpenCopies;
import org.stagepost.migration.PartitionEnding;
import org.stagepost.migration.PartitionLeases.Why;
import org.stagepost.migration.TargetClaims;
import org.stagepost.migration.UserLedger;
import org.stagepost.migration.WakingClock;
import org.stagepost.migration.WorkerList.SignOfLife;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.WorkerId;
import org.stagepost.sync.Sleeper;

/**
 * Takes partitions and works on them (adr/0019). The threads that call {@link #received} work; one of its own renews
 * their leases.
 */
public final class Worker implements PartitionIntake, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final WorkerId id;
    private final int capacity;
    private final WorkerRooms house;
    private final LongSupplier clock = new WakingClock();
    private final Renewal renewal;
    private final Fitness fitness;
    /** Those that a thread is at, from before they are taken until after they are given back. */
    private final Set<Long> known = ConcurrentHashMap.newKeySet();

    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean draining;

    /** @param capacity mailboxes at a time: so many threads call {@link #received} */
    public Worker(WorkerId id, int capacity, WorkerRooms house) {
        this.id = id;
        this.capacity = capacity;
        this.house = house;
        this.fitness = new Fitness(new SecondOpinion(id, house.workers(), clock, Sleeper.system()), this::drain);
        this.renewal =
                new Renewal(house, clock, () -> new SignOfLife(id, capacity, draining, refused.get()), fitness::broken);
        renewal.start();
    }

    @Override
    public boolean received(long execution, long partition) {
        if (draining || fitness.isInDoubt()) {
            return false; // others are told at once
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
            MailboxWork work = prepared(lease);
            if (draining) {
                work.leave("the worker drains");
            }
            Optional<PartitionEnding> ending = work.go();
            if (ending.isEmpty()) {
                work.failure().ifPresent(fitness::check);
                giveBack(lease, passing(), work);
            } else if (isLeftToOthers(lease, work, ending.get())) {
                LOG.info("partition {} is left to others", partition);
            } else {
                end(lease.lease(), ending.get());
            }
        } catch (RuntimeException e) {
            MigrationException failure = Causes.of(e);
            LOG.error("partition {} could not be worked on", partition, e);
            fitness.check(failure);
            giveBack(lease.lease(), isPassing(failure) ? passing() : Why.CANNOT_BE_WORKED_ON, List.of());
        } finally {
            renewal.letGo(partition);
            MDC.clear();
        }
    }

    private void end(Lease lease, PartitionEnding ending) {
        if (!house.leases().end(lease, ending)) {
            LOG.info("partition {} ended here, and is another worker's", lease.partition());
        }
    }

    /** A server that is not reached fails the run only when no worker reaches it. */
    private boolean isLeftToOthers(HeldLease lease, MailboxWork work, PartitionEnding ending) {
        MigrationException failure = ending.failure();
        if (failure == null || !SecondOpinion.isWanted(failure.code())) {
            return false;
        }
        long execution = lease.lease().execution();
        Set<WorkerId> refusers = house.leases().refuse(lease.lease());
        if (!fitness.mayBeToBlame(execution, refusers)) {
            return false;
        }
        if (refusers.isEmpty()) {
            giveBack(lease, Why.NOT_FROM_HERE, work);
            renewal.letGo(lease.lease().partition());
            fitness.doubt(failure, execution, () -> draining);
            return true;
        }
        BooleanSupplier halted = () -> draining || work.isStopping() || !lease.isGood();
        if (!fitness.isToBlame(failure, execution, () -> house.leases().refuse(lease.lease()), halted)
                && !halted.getAsBoolean()) {
            return false;
        }
        giveBack(lease, passing(), work);
        return true;
    }

    /** Of a worker that takes nothing more, others are told at once. */
    private Why passing() {
        return draining ? Why.DRAINS : Why.PAUSES;
    }

    /** It says nothing of the partition. */
    private boolean isPassing(MigrationException failure) {
        if (fitness.unfit().isPresent()) {
            return true;
        }
        return switch (failure.code()) {
            case STORE_UNUSABLE, LEASE_LOST, STOPPED -> true;
            default -> false;
        };
    }

    private MailboxWork prepared(HeldLease lease) {
        UserLedger fenced = house.ledgers().apply(lease.lease());
        MigrationUser user = fenced.find(lease.lease().user())
                .orElseThrow(() -> new MigrationException(
                        FailureCode.LEASE_LOST, "user " + lease.lease().user().value() + " is gone"));
        MDC.put("batch", user.batch().value());
        MDC.put("user", user.row().address().value());
        MigrationBatch batch = house.batches().find(user.batch()).orElseThrow();
        OpenCopies copies = house.rooms().copies().leased(lease, fenced, claims(lease.lease()));
        WorkerListener listener = new WorkerListener();
        MailboxWork work = new MailboxWork(
                lease,
                user,
                house.jobFile(lease.lease(), batch),
                batch,
                house.rooms().with(fenced, copies),
                listener);
        renewal.hold(work, listener);
        return work;
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

    private void giveBack(HeldLease lease, Why why, MailboxWork work) {
        giveBack(lease.lease(), why, work.warnings());
    }

    private void giveBack(Lease lease, Why why, List<String> warnings) {
        try {
            house.leases().giveBack(lease, why, warnings);
        } catch (MigrationException e) {
            LOG.warn("partition {} is given back by its lease's end: {}", lease.partition(), e.detail());
        }
    }

    public WorkerId id() {
        return id;
    }

    /** Why nothing more is taken here; empty while it is. */
    public Optional<MigrationException> unfit() {
        return fitness.unfit();
    }

    /** Mailboxes under way. */
    public int active() {
        return renewal.active();
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
        renewal.leaveAll("the worker drains");
    }

    /** After the last mailbox. */
    @Override
    public void close() {
        renewal.close();
    }
}
