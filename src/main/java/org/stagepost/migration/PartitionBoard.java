package org.stagepost.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.stagepost.model.UserId;
import org.stagepost.model.WorkerId;

/**
 * The manager's view of partitions that workers may take (adr/0019). All times are the database's. Thread-safe; each call
 * is one short transaction. Fails as the store does: STORE_UNUSABLE.
 */
public interface PartitionBoard {
    /**
     * Partitions of one execution, by their numbers; from now on they may be taken.
     *
     * @param began when the run began
     */
    void offer(long execution, Instant began, Map<Long, UserId> partitions);

    /**
     * Of partitions that are offered: target mailboxes that the run has made.
     *
     * @param ages how long ago, by the partitions' numbers
     */
    void made(Map<Long, Duration> ages);

    /** The message about it was sent now. */
    void sent(Collection<Long> partitions);

    /** What has ended and is not forgotten. */
    Map<Long, Ended> ended(long execution);

    /** What ended, and was told, is not on the board any more. */
    void forget(Collection<Long> partitions);

    /** A partition that ended at a worker. */
    record Ended(WorkerId worker, PartitionEnding ending) {}

    /** So many are neither ended nor collected: one statement, whose cost does not grow with those that are. */
    long left(long execution);

    /**
     * Takes back what its worker let run out, and names what should be sent again: that, what was given back, and what was
     * sent so long ago and was taken by nobody. Not what was never sent.
     */
    List<Long> lapsed(long execution, Duration unanswered);

    /** Partitions that so many workers took and let run out, one after the other, without any progress. */
    List<Poisoned> poisoned(long execution, int takers);

    /** @param takers the last ones, in their order */
    record Poisoned(long partition, UserId user, List<WorkerId> takers) {}

    /** It is off the board; true when it was on it, and nobody held it. */
    boolean withdraw(long partition);

    /** The same for all that nobody holds. @return which were on the board */
    List<Long> withdrawAll(long execution);

    /** All of the execution, or those of these users, shall end at their next slice. */
    void askToStop(long execution);

    void askToStop(long execution, UserId user);

    /** Settings have changed: workers read them again. */
    void settingsChanged(long execution);

    /**
     * Takes everything of these executions off the board; whoever holds any of it may not go on.
     *
     * @return the time after which nobody does; zero when nobody does now
     */
    Duration revoke(Collection<Long> executions);
}
