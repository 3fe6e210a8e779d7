package org.stagepost.migration;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.proof.Depth;
import org.stagepost.proof.ProofPlan;
import org.stagepost.sync.FolderChoice;
import org.stagepost.sync.JournalEntry;
import org.stagepost.sync.SkippedItem;

/** A user of a batch, with all that its verification needs of the store. */
final class UserToVerify {
    private final MigrationUser user;
    private final FolderChoice folders;
    private final List<JournalEntry> journal;
    private final List<SkippedItem> skipped;
    private final Supplier<MailboxLogin> source;
    private final Supplier<MailboxLogin> target;

    /** @param source throws what is wrong with the login when it is asked for */
    UserToVerify(
            MigrationUser user,
            FolderChoice folders,
            List<JournalEntry> journal,
            List<SkippedItem> skipped,
            Supplier<MailboxLogin> source,
            Supplier<MailboxLogin> target) {
        this.user = user;
        this.folders = folders;
        this.journal = List.copyOf(journal);
        this.skipped = List.copyOf(skipped);
        this.source = source;
        this.target = target;
    }

    MigrationUser user() {
        return user;
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

    ProofPlan plan(Depth depth) {
        return new ProofPlan(depth, journal, folders, skipped, user.started().orElse(Instant.MAX));
    }
}
