package org.stagepost.job.remote;

/**
 * What a worker received since it began.
 *
 * @param taken handed to the intake, which knows which of them were stale
 * @param failed of those: the intake failed, and the broker has the message again
 * @param unreadable no message of ours, and dropped
 * @param newer of a later version, and given back for other workers; one message may count several times
 */
public record ReceivedCounts(long taken, long failed, long unreadable, long newer) {}
