package org.stagepost.job;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.stagepost.migration.KnownWorker.Standing;
import org.stagepost.migration.WorkerList;
import org.stagepost.model.FailureCode;
import org.stagepost.model.WorkerId;
import org.stagepost.sync.Sleeper;

/**
 * Asked before a worker fails a whole run because of an endpoint: whether others reach it, so that the fault is here, as
 * with a firewall, a proxy or a certificate that only this machine has not. For any number of threads.
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
    /** Others say so late that they have opened a mailbox. */
    private static final Duration LATE = Duration.ofSeconds(3);

    private final WorkerId own;
    private final WorkerList workers;
    private final LongSupplier clock;
    private final Sleeper sleeper;
    /** The last looks, by execution: all threads of a worker have the same. */
    private final Map<Long, Look> looks = new ConcurrentHashMap<>();

    /**
     * @param others that are there
     * @param opened by the same clock: when another worker had opened a mailbox last
     */
    private record Look(long at, Set<WorkerId> others, Optional<Long> opened) {}

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

    /** Others are there who may know better. @param refusers who do not, as is known */
    boolean isToBeHad(long execution, Set<WorkerId> refusers) {
        return !refusers.containsAll(look(execution).others());
    }

    /**
     * Waits for at most a minute whether another worker opens a mailbox of the execution from now on, and only as long as
     * one is there who may.
     *
     * @param refusers asked from time to time: who does not, as is known
     * @param halted ends the wait
     */
    boolean othersGetIn(long execution, Supplier<Set<WorkerId>> refusers, BooleanSupplier halted) {
        long failed = clock.getAsLong();
        while (clock.getAsLong() - failed < PATIENCE.toNanos() && !halted.getAsBoolean()) {
            Look look = look(execution);
            if (look.opened().filter(time -> time - failed > LATE.toNanos()).isPresent()) {
                return true;
            }
            if (refusers.get().containsAll(look.others())) {
                return false;
            }
            sleeper.sleep(LOOK);
        }
        return false;
    }

    private Look look(long execution) {
        return looks.compute(execution, (key, last) -> {
            long now = clock.getAsLong();
            return last != null && now - last.at() < LOOK.toNanos() / 2 ? last : look(execution, now);
        });
    }

    private Look look(long execution, long now) {
        Set<WorkerId> others = workers.all().stream()
                .filter(one -> one.standing() == Standing.THERE)
                .map(one -> one.last().worker())
                .filter(worker -> !worker.equals(own))
                .collect(Collectors.toSet());
        return new Look(
                now, others, workers.sinceOpenedElsewhere(own, execution).map(since -> now - since.toNanos()));
    }
}
