package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stagepost.migration.MigrationUserStatus.COMPLETED;
import static org.stagepost.migration.MigrationUserStatus.FAILED;
import static org.stagepost.migration.MigrationUserStatus.SYNCED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stagepost.credential.SecretReference;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.DirectoryChange.Action;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.UserId;
import org.stagepost.sync.FolderTally;

/** What is decided from the ledger. */
class LedgerTasksTest {
    private static final BatchName WAVE = new BatchName("wave-1");
    private static final Instant SWITCH = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant SETTLED = SWITCH.plus(Duration.ofHours(72));
    private static final Instant LATER = SETTLED.plus(Duration.ofHours(1));
    private static final String NO_TIME =
            "unknown: when they were switched cannot be told from here; add --mx-switched TIME";

    private static MigrationUser user(String name, MigrationUserStatus status, @Nullable Instant synced) {
        return new MigrationUser(
                new UserId(name.hashCode()),
                WAVE,
                new UserRow(
                        2,
                        new EmailAddress(name + "@contoso.test"),
                        "",
                        SecretReference.none(),
                        false,
                        "",
                        "",
                        SecretReference.none()),
                status,
                new MigrationUser.Progress(true, true, 1, false, 1, FolderTally.NOTHING, SWITCH, SWITCH, synced),
                UserSettings.NONE,
                status == FAILED
                        ? new UserFailure(Phase.SYNC, FailureCode.MAILBOX_MISSING, "gone", 0, SWITCH, SWITCH)
                        : null);
    }

    private static RecordedChange change(boolean confirmed) {
        return new RecordedChange(
                1,
                new DirectoryChange(
                        new EmailAddress("ann@contoso.test"), "old-ad", "cn=ann", Action.FORWARD, "", "", false),
                SWITCH,
                confirmed);
    }

    private static List<String> lines(
            List<MigrationUser> users,
            int leftOut,
            long unapproved,
            List<RecordedChange> changes,
            @Nullable Instant switched,
            Instant now) {
        return new LedgerTasks(new LedgerTasks.Facts(
                        WAVE, users, leftOut, unapproved, changes, Optional.ofNullable(switched), now))
                .all().stream()
                        .map(task -> task.state().word() + ": " + task.detail())
                        .toList();
    }

    @Test
    void everybodyWhoIsNotThroughIsNamedWithTheReason() {
        assertThat(lines(
                        List.of(user("ann", SYNCED, SWITCH), user("bob", FAILED, null), user("cyd", COMPLETED, LATER)),
                        2,
                        4,
                        List.of(change(true), change(false)),
                        null,
                        LATER))
                .containsExactly(
                        "to do: bob@contoso.test is Failed (MAILBOX_MISSING); 2 rows of the CSV were left out",
                        NO_TIME,
                        "to do: 1 of 3 are completed; ann@contoso.test is Synced, bob@contoso.test is Failed"
                                + " (MAILBOX_MISSING)",
                        "to do: forward of ann@contoso.test (directory changes wave-1)",
                        "to do: 4 are not approved (batch set wave-1 --approve-skipped)",
                        "to do: what stands above comes first");
    }

    @Test
    void batchMayBeRemovedThreeDaysAfterTheSwitchAndOneMoreSync() {
        assertThat(lines(List.of(user("ann", COMPLETED, LATER)), 0, 0, List.of(), SWITCH, LATER))
                .containsExactly(
                        "done: all 1 are synced",
                        "done: every last sync is later than 2026-11-20T12:00:00Z",
                        "done: all 1 are completed",
                        "done: no directory change stands",
                        "done: none is open",
                        "done: it may be: batch remove wave-1 --yes");
        assertThat(lines(List.of(user("ann", COMPLETED, LATER)), 0, 0, List.of(change(true)), SWITCH, LATER)
                        .get(5))
                .isEqualTo("done: it may be: batch remove wave-1 --yes");
        assertThat(lines(List.of(user("ann", COMPLETED, SWITCH.plusSeconds(1))), 0, 0, List.of(), SWITCH, LATER)
                        .get(5))
                .isEqualTo("done: it may be: batch remove wave-1 --yes");
        assertThat(lines(List.of(user("ann", COMPLETED, SWITCH)), 0, 0, List.of(), SWITCH, LATER)
                        .get(5))
                .isEqualTo("to do: look for newer mail in the old mailboxes, then batch remove wave-1 --yes:"
                        + " ann@contoso.test was last synced at 2026-11-20T12:00:00Z, and is completed: no run syncs it"
                        + " any more");
        assertThat(lines(List.of(user("ann", COMPLETED, SWITCH)), 0, 0, List.of(), SWITCH, SETTLED.minusSeconds(1))
                        .get(5))
                .isEqualTo("to do: not before 2026-11-23T12:00:00Z");
        assertThat(lines(List.of(user("ann", COMPLETED, LATER)), 0, 0, List.of(), null, LATER)
                        .get(5))
                .startsWith("unknown: when the MX records were switched");
    }

    @Test
    void whoWasNotSyncedSinceTheSwitchIsNamed() {
        assertThat(lines(
                                List.of(
                                        user("ann", SYNCED, SWITCH),
                                        user("bob", FAILED, null),
                                        user("cyd", SYNCED, LATER)),
                                0,
                                0,
                                List.of(),
                                SWITCH,
                                LATER)
                        .get(1))
                .isEqualTo("to do: ann@contoso.test was last synced at 2026-11-20T12:00:00Z, bob@contoso.test was never"
                        + " synced");
    }

    @Test
    void batchWithoutUsersHasNothingDone() {
        assertThat(lines(List.of(), 0, 0, List.of(), SWITCH, LATER).subList(0, 3))
                .containsExactly(
                        "to do: the batch has no users yet",
                        "to do: the batch has no users yet",
                        "to do: 0 of 0 are completed");
    }
}
