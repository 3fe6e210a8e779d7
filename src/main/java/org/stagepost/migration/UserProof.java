package org.stagepost.migration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.proof.ProofTally;

/**
 * How the verification of one user's mailbox ended.
 *
 * @param tally nothing when it could not be verified
 * @param failure why it could not be verified; null when it was
 * @param message in words; empty when it was
 */
public record UserProof(
        EmailAddress address,
        ProofTally tally,
        Instant begun,
        Instant ended,
        @Nullable FailureCode failure,
        String message) {
    static UserProof failed(EmailAddress address, Instant begun, Instant ended, FailureCode code, String message) {
        return new UserProof(address, ProofTally.NOTHING, begun, ended, code, message);
    }

    /** What was compared is not what is there now. @param found the user as a run has left it; null when it is gone */
    UserProof changedMeanwhile(@Nullable MigrationUser found) {
        String how = found == null
                ? "it left the batch"
                : "a run worked on it (" + found.status().word() + ")";
        return failed(
                address,
                begun,
                ended,
                FailureCode.CHANGED_MEANWHILE,
                "changed meanwhile: " + how + " since the verification began; verify again");
    }

    public boolean isVerified() {
        return failure == null;
    }

    /** Nothing is missing, additional or different, and nothing is left to copy or to approve. */
    public boolean isClean() {
        return isVerified() && tally.differing() == 0;
    }
}
