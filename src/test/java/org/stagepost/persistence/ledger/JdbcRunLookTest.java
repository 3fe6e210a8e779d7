package org.stagepost.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.JobState;
import org.stagepost.migration.Lease;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.PartitionEnding;
import org.stagepost.migration.PartitionEnding.Counts;
import org.stagepost.migration.PartitionEnding.End;
import org.stagepost.migration.Phase;
import org.stagepost.migration.RunLook;
import org.stagepost.migration.RunLook.ActiveMailbox;
import org.stagepost.migration.RunLook.FailedUser;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.Release;
import org.stagepost.model.WorkerId;
import org.stagepost.sync.FolderTally;
import org.stagepost.sync.JournalEntry;

class JdbcRunLookTest {
    private final LedgerRig rig;
    private final RunLook look;

    JdbcRunLookTest(@TempDir Path folder) {
        rig = new LedgerRig(folder);
        look = new JdbcRunLook(rig.transactions, batch -> JobState.RUNNING);
        rig.importUsers("ann", "bob", "cyd");
    }

    @AfterEach
    void closesTheStore() {
        rig.close();
    }

    private void journal(String name, String folder, FolderTally tally) {
        var path = FolderPath.parse(folder);
        rig.ledger.journal(rig.id(name)).save(List.of(new JournalEntry(path, path, new byte[0], tally)), List.of());
    }

    @Test
    void mailboxesThatAreWorkedOnAreAddedUp() {
        rig.ledger.become(rig.id("ann"), MigrationUserStatus.SYNCING);
        rig.ledger.become(rig.id("cyd"), MigrationUserStatus.SYNCING);
        journal("ann", "Archive", new FolderTally(40, 0, 0, 0, 0, 0));
        journal("ann", "INBOX", new FolderTally(10, 3, 1, 1, 1, 1, 900));
        journal("ann", "Sent", new FolderTally(5, 5, 0, 0, 0, 100));
        journal("bob", "INBOX", new FolderTally(7, 7, 0, 0, 0, 70));

        assertThat(look.active(LedgerRig.BATCH))
                .containsExactly(
                        new ActiveMailbox(rig.id("ann"), LedgerRig.address("ann"), 55, 12, 1000, "INBOX", ""),
                        new ActiveMailbox(rig.id("cyd"), LedgerRig.address("cyd"), 0, 0, 0, "", ""));
    }

    @Test
    @Tag("postgresql")
    void aWorkerIsNamedAsLongAsItHoldsTheMailbox() {
        var board = new JdbcPartitionBoard(rig.transactions, new Release("1.2.3"));
        var leases = new JdbcPartitionLeases(rig.transactions, new Release("1.2.3"));
        WorkerId mover = new WorkerId("mover-1/4711");
        rig.ledger.become(rig.id("ann"), MigrationUserStatus.SYNCING);
        board.offer(7, Instant.EPOCH, Map.of(11L, rig.id("ann"), 12L, rig.id("bob")));
        assertThat(look.active(LedgerRig.BATCH))
                .extracting(ActiveMailbox::worker)
                .containsExactly("");

        Lease lease = leases.take(11, 7, mover, Duration.ofMinutes(1)).orElseThrow();
        assertThat(look.active(LedgerRig.BATCH))
                .extracting(ActiveMailbox::worker)
                .containsExactly("mover-1/4711");
        leases.end(lease, new PartitionEnding(End.COMPLETED, Counts.NONE, null, List.of()));

        assertThat(look.active(LedgerRig.BATCH))
                .extracting(ActiveMailbox::worker)
                .containsExactly("");
    }

    @Test
    void aFolderThatWasOnlySeenIsBetterThanNone() {
        rig.ledger.become(rig.id("ann"), MigrationUserStatus.SYNCING);
        journal("ann", "Archive", new FolderTally(5, 5, 0, 0, 0, 100));
        journal("ann", "Sent", new FolderTally(5, 0, 0, 0, 0, 0));

        assertThat(look.active(LedgerRig.BATCH))
                .extracting(ActiveMailbox::folder)
                .containsExactly("Sent");
    }

    @Test
    void failuresAreThoseAfterTheMoment() {
        rig.ledger.become(rig.id("bob"), MigrationUserStatus.SYNCING);
        rig.ledger.failed(rig.id("bob"), Phase.SYNC, FailureCode.TARGET_QUOTA_FULL, "the mailbox is full");
        List<FailedUser> first = look.failedSince(LedgerRig.BATCH, Instant.EPOCH);
        rig.ledger.failed(rig.id("cyd"), Phase.VALIDATE, FailureCode.USER_NOT_FOUND, "nobody");

        assertThat(first).hasSize(1);
        assertThat(first.get(0).code()).isEqualTo(FailureCode.TARGET_QUOTA_FULL);
        assertThat(first.get(0).message()).isEqualTo("the mailbox is full");
        assertThat(first.get(0).status()).isEqualTo(MigrationUserStatus.FAILED);
        assertThat(look.failedSince(LedgerRig.BATCH, first.get(0).since()))
                .extracting(FailedUser::id)
                .containsExactly(rig.id("cyd"));
    }
}
