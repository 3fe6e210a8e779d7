package org.stagepost.migration;

import java.time.Instant;
import java.util.List;
import org.stagepost.model.BatchName;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.PassNumber;
import org.stagepost.model.Reach;
import org.stagepost.proof.Depth;
import org.stagepost.proof.ProofTally;

/**
 * How the verification of a batch ended.
 *
 * @param whole all users of the batch; else those that were asked for
 * @param users in the order of their rows
 * @param leftOut rows of the CSV that no run migrates; 0 unless the whole batch was verified
 */
public record BatchProof(
        BatchName batch,
        PassNumber pass,
        Depth depth,
        boolean whole,
        Instant begun,
        Instant ended,
        List<UserProof> users,
        int leftOut) {
    public BatchProof {
        users = List.copyOf(users);
    }

    public ProofTally tally() {
        return users.stream().map(UserProof::tally).reduce(ProofTally.NOTHING, ProofTally::plus);
    }

    public boolean isStopped() {
        return users.stream().anyMatch(user -> user.failure() == FailureCode.STOPPED);
    }

    public ExitCode exitCode() {
        if (isStopped()) {
            return ExitCode.STOPPED;
        }
        boolean unreachable = users.stream().anyMatch(user -> {
            FailureCode failure = user.failure();
            return failure != null && failure.reach() == Reach.ENDPOINT;
        });
        if (unreachable) {
            return ExitCode.BATCH_FAILED;
        }
        return leftOut == 0 && !users.isEmpty() && users.stream().allMatch(UserProof::isClean)
                ? ExitCode.SUCCESS
                : ExitCode.SOME_USERS_FAILED;
    }
}
