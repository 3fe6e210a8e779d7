package org.stagepost.job;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.stagepost.migration.KnownWorker.Standing;
import org.stagepost.migration.WorkerList;
import org.stagepost.model.FailureCode;
import org.stagepost.model.WorkerId;
import org.stagepost.sync.Sleeper;

/**
 * Asked before a worker fails a whole run because of an endpoint: whether others get through to it, so that the fault is
 * here, as with a firewall, a proxy or a certificate that only this machine has not. For any number of threads.
 */
final class SecondOpinion {
    /** What servers refuse to one machine, and not to another. */
    private static final Set<FailureCode> MAY_BE_HERE = EnumSet.of(
            FailureCode.ENDPOINT_UNREACHABLE,
            FailureCode.ENDPOINT_NOT_TRUSTED,
            FailureCode.ENDPOINT_REFUSED,
            FailureCode.TOKEN_REFUSED);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofSeconds(2);
    /** Others say so late that something came through. */
    private static final Duration LATE = Duration.ofSeconds(3);

    private final WorkerId own;
    private final WorkerList workers;
    private final LongSupplier clock;
    private final Sleeper sleeper;

    /** @param clock monotonic, in nanoseconds */
    SecondOpinion(WorkerId own, WorkerList workers, LongSupplier clock, Sleeper sleeper) {
        this.own = own;
        this.workers = workers;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    static boolean isWanted(FailureCode failure) {
        return MAY_BE_HERE.contains(failure);
    }

    /**
     * Waits for at most a minute, and not at all where no other worker is there.
     *
     * @param halted ends the wait
     */
    boolean othersGetThrough(long execution, BooleanSupplier halted) {
        long failed = clock.getAsLong();
        Duration since = Duration.ZERO;
        while (since.compareTo(PATIENCE) < 0 && !halted.getAsBoolean() && othersAreThere()) {
            sleeper.sleep(LOOK);
            since = Duration.ofNanos(clock.getAsLong() - failed);
            if (since.compareTo(LATE) > 0 && workers.progressedElsewhere(own, execution, since.minus(LATE))) {
                return true;
            }
        }
        return false;
    }

    private boolean othersAreThere() {
        return workers.all().stream()
                .anyMatch(one ->
                        one.standing() == Standing.THERE && !one.last().worker().equals(own));
    }
}
