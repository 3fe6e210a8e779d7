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
 * @param scope which rows of the batch it is about
 * @param users in the order of their rows; then those whose rows no run has imported yet
 */
public record BatchProof(
        BatchName batch,
        PassNumber pass,
        Depth depth,
        Scope scope,
        Instant begun,
        Instant ended,
        List<UserProof> users) {

    /**
     * What a verification is about.
     *
     * @param chosen somebody named the users; the others are left out, and nothing is said of them
     * @param leftOut rows of the batch that are not looked at
     * @param remark what else is to be known of the batch's rows; may be empty
     */
    public record Scope(boolean chosen, List<LeftOutRow> leftOut, String remark) {
        public Scope {
            leftOut = List.copyOf(leftOut);
        }

        /** No row is left out. */
        public boolean isWhole() {
            return leftOut.isEmpty();
        }
    }

    public BatchProof {
        users = List.copyOf(users);
    }

    BatchProof with(List<UserProof> now) {
        return new BatchProof(batch, pass, depth, scope, begun, ended, now);
    }

    public ProofTally tally() {
        return users.stream().map(UserProof::tally).reduce(ProofTally.NOTHING, ProofTally::plus);
    }

    /** All of the batch, those that are left out included. */
    public int mailboxes() {
        return users.size() + scope.leftOut().size();
    }

    public int verified() {
        return (int) users.stream().filter(UserProof::isVerified).count();
    }

    /** The same in an earlier verification that was interrupted, or could not verify all of its users. */
    public List<UserProof> takenOver() {
        return users.stream()
                .filter(user -> user.isVerified() && user.begun().isBefore(begun))
                .toList();
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
        boolean covered = scope.chosen() || scope.isWhole();
        return covered && !users.isEmpty() && users.stream().allMatch(UserProof::isClean)
                ? ExitCode.SUCCESS
                : ExitCode.SOME_USERS_FAILED;
    }
}
