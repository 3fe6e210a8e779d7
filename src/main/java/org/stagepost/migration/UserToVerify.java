package org.stagepost.migration;

import java.time.Instant;
import java.util.function.Supplier;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.proof.CopyTime;
import org.stagepost.proof.Depth;
import org.stagepost.proof.ProofPlan;
import org.stagepost.sync.FolderChoice;

/** A user of a batch, with what its verification needs to know of it; the copies, which are many, are kept elsewhere. */
final class UserToVerify {
    private final MigrationUser user;
    private final String state;
    private final Supplier<MailboxLogin> source;
    private final Supplier<MailboxLogin> target;

    /**
     * @param state as {@link UserState#of}
     * @param source throws what is wrong with the login when it is asked for
     */
    UserToVerify(MigrationUser user, String state, Supplier<MailboxLogin> source, Supplier<MailboxLogin> target) {
        this.user = user;
        this.state = state;
        this.source = source;
        this.target = target;
    }

    MigrationUser user() {
        return user;
    }

    String state() {
        return state;
    }

    EmailAddress address() {
        return user.row().address();
    }

    /** @throws MigrationException BATCH_NOT_READY as long as there is nothing to compare */
    void checkReady() {
        if (user.initialSyncEnd().isEmpty()) {
            throw new MigrationException(
                    FailureCode.BATCH_NOT_READY,
                    "its first sync has not ended (" + user.status().word() + ")");
        }
    }

    MailboxLogin sourceLogin() {
        return source.get();
    }

    MailboxLogin targetLogin() {
        return target.get();
    }

    ProofPlan plan(Depth depth, FolderChoice folders, RecordedCopies copies) {
        CopyTime time = new CopyTime(
                user.started().orElse(Instant.MAX), user.lastSynced().orElse(Instant.MAX));
        return new ProofPlan(depth, copies.journal(), folders, copies.skipped(), time);
    }
}
