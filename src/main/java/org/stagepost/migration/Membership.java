package org.stagepost.migration;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.UserId;

/**
 * Which batch a user belongs to: one of those that copy from the same server. Thread-safe; each call is one short
 * transaction.
 */
public interface Membership {
    /** Users of other batches that copy from this server; completed users belong to nobody. */
    Map<EmailAddress, BatchName> elsewhere(BatchName batch, String sourceServer);

    /** The rows' users come from another batch with their journals and settings, and stay out of that one. */
    void adopt(BatchName batch, BatchName from, List<UserRow> rows);

    /** The user leaves its batch and stays out, even if the CSV has the row; the journal stays. */
    void remove(UserId id);

    /** Those that left for good. */
    Set<EmailAddress> removed(BatchName batch);

    /** Those who were removed belong to the batch again with the next run that finds their rows. */
    void readmit(BatchName batch, Set<EmailAddress> addresses);
}
