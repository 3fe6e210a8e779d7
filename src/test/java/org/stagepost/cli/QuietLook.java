package org.stagepost.cli;

import java.time.Instant;
import java.util.List;
import org.stagepost.migration.JobState;
import org.stagepost.migration.RunLook;
import org.stagepost.model.BatchName;

/** Nothing goes on. */
class QuietLook implements RunLook {
    @Override
    public JobState state(BatchName batch) {
        return JobState.ENDED;
    }

    @Override
    public List<ActiveMailbox> active(BatchName batch) {
        return List.of();
    }

    @Override
    public List<FailedUser> failedSince(BatchName batch, Instant moment) {
        return List.of();
    }
}
