package org.stagepost.job;

import java.time.Duration;

/**
 * Tells workers that there is a partition for one of them (adr/0019). A message may be lost or come twice: the board knows
 * better. Thread-safe.
 */
public interface Dispatch {
    /**
     * Sends a message about a partition; the higher the priority, the sooner it is received.
     *
     * @param priority 0 to 9, 4 is normal (Jakarta Messaging 3.1 §3.4.10)
     * @return false when the broker is away: whoever sends tries again
     * @throws org.stagepost.model.MigrationException BROKER_UNREACHABLE when the broker refuses it, or was never there
     */
    boolean send(long execution, long partition, int priority);

    /** Waits until a worker hints that something of the execution has ended, but no longer than that; a hint may be missed. */
    void awaitHint(long execution, Duration longest);
}
