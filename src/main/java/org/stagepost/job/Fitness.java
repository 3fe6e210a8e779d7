package org.stagepost.job;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.WorkerId;

/** Whether a worker is good for anything: what is wrong with it, and not with a mailbox, ends it. Thread-safe. */
final class Fitness {
    private static final Logger LOG = LoggerFactory.getLogger(Fitness.class);

    private final SecondOpinion opinion;
    private final Runnable drain;
    private final AtomicBoolean doubting = new AtomicBoolean();
    private volatile Optional<MigrationException> unfit = Optional.empty();

    /** @param drain takes nothing more, and lets others go on */
    Fitness(SecondOpinion opinion, Runnable drain) {
        this.opinion = opinion;
        this.drain = drain;
    }

    /** Why nothing more is taken; empty while it is. */
    Optional<MigrationException> unfit() {
        return unfit;
    }

    /** What is wrong here would be wrong with the next mailbox too. */
    void check(MigrationException failure) {
        switch (failure.code()) {
            case SECRET_MISSING, JOB_FILE_INVALID, HOME_UNUSABLE -> end(failure);
            case STORE_UNUSABLE -> {
                if (Causes.isMissingRight(failure)) {
                    end(failure);
                }
            }
            default -> LOG.debug("goes on after {}", failure.code());
        }
    }

    /** No lease is renewed any more. */
    void broken() {
        end(new MigrationException(FailureCode.INTERNAL, "leases are not renewed any more: the log says why"));
    }

    /** Others may reach what this worker does not. @param refusers those who do not */
    boolean mayBeToBlame(long execution, Set<WorkerId> refusers) {
        return opinion.isToBeHad(execution, refusers);
    }

    /** Others get in, which ends this worker; waits a minute for it, while there is hope. */
    boolean isToBlame(
            MigrationException failure, long execution, Supplier<Set<WorkerId>> refusers, BooleanSupplier halted) {
        boolean others = opinion.othersGetIn(execution, refusers, halted);
        if (others) {
            end(failure.as(failure.code(), failure.detail() + "; only from this machine: other workers get in"));
        }
        return others;
    }

    /** The same for one thread; the others return at once. */
    void doubt(MigrationException failure, long execution, BooleanSupplier halted) {
        if (doubting.compareAndSet(false, true)) {
            try {
                isToBlame(failure, execution, Set::of, halted);
            } finally {
                doubting.set(false);
            }
        }
    }

    /** Nothing more is taken until it is known whether others get in. */
    boolean isInDoubt() {
        return doubting.get();
    }

    private void end(MigrationException failure) {
        synchronized (this) {
            if (unfit.isEmpty()) {
                unfit = Optional.of(failure);
            }
        }
        drain.run();
    }
}
