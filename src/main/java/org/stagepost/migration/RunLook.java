package org.stagepost.migration;

import java.time.Instant;
import java.util.List;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.UserId;

/**
 * Looks at a batch that runs, in this or another process: cheap enough to be asked every second, whatever the number of
 * users. Changes nothing. Thread-safe.
 */
public interface RunLook {
    JobState state(BatchName batch);

    /** The mailboxes that are being worked on. */
    List<ActiveMailbox> active(BatchName batch);

    /** Users that have failed after that moment, by the clock of the process that runs them; the oldest failure first. */
    List<FailedUser> failedSince(BatchName batch, Instant moment);

    /**
     * @param inSource items that were seen in the source so far
     * @param done items of these that have a fate
     * @param bytesCopied over all passes
     * @param folder one that is under way; empty when none is known to be
     * @param worker that copies it; empty when the process that runs the batch does
     */
    record ActiveMailbox(
            UserId id,
            EmailAddress address,
            long inSource,
            long done,
            long bytesCopied,
            String folder,
            String worker) {}

    /** @param since when it failed last */
    record FailedUser(
            UserId id,
            EmailAddress address,
            MigrationUserStatus status,
            FailureCode code,
            String message,
            Instant since) {}
}
