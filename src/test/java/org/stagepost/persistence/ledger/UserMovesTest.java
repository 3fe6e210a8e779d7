package org.stagepost.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stagepost.migration.MigrationUserStatus.INCREMENTAL_SYNCING;
import static org.stagepost.migration.MigrationUserStatus.PROVISIONING;
import static org.stagepost.migration.MigrationUserStatus.QUEUED;
import static org.stagepost.migration.MigrationUserStatus.SYNCING;
import static org.stagepost.migration.MigrationUserStatus.VALIDATING;
import static org.stagepost.persistence.ledger.LedgerRig.BATCH;
import static org.stagepost.persistence.ledger.LedgerRig.address;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.Phase;
import org.stagepost.migration.UserFailure;
import org.stagepost.model.FailureCode;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;

@Tag("store")
class UserMovesTest {
    private final LedgerRig rig;
    private final JdbcUserLedger ledger;

    UserMovesTest(@TempDir Path folder) {
        rig = new LedgerRig(folder);
        ledger = rig.ledger;
    }

    @AfterEach
    void closesTheStore() {
        rig.close();
    }

    @Test
    void aRunBeginsWithAllThatIsUnfinished() {
        rig.importUsers("ann", "bob", "cyd", "dan", "eve", "fay", "gus", "hal", "ida");
        sync("ann", 1);
        sync("bob", 1);
        ledger.become(rig.id("bob"), INCREMENTAL_SYNCING);
        fail("cyd", Phase.VALIDATE);
        ledger.stopped(rig.id("dan"));
        ledger.become(rig.id("eve"), VALIDATING);
        ledger.become(rig.id("fay"), PROVISIONING);
        ledger.become(rig.id("gus"), SYNCING);
        sync("hal", 2);
        ledger.become(rig.id("hal"), INCREMENTAL_SYNCING);
        fail("hal", Phase.SYNC);

        ledger.requeue(BATCH);

        assertThat(rig.show())
                .isEqualTo("{ann=SYNCED, bob=QUEUED, cyd=QUEUED, dan=QUEUED, eve=QUEUED, fay=QUEUED, gus=QUEUED,"
                        + " hal=QUEUED, ida=QUEUED}");
    }

    @Test
    void onlyLegalMovesAreMade() {
        StringBuilder refused = new StringBuilder();
        for (MigrationUserStatus from : MigrationUserStatus.values()) {
            for (MigrationUserStatus to : MigrationUserStatus.values()) {
                rig.importUsers("ann");
                UserId ann = rig.id("ann");
                rig.transactions.run(session -> session.sql("UPDATE MIGRATION_USER SET USER_STATUS = :from")
                        .param("from", from.name())
                        .update());
                boolean moved = moves(ann, to);
                assertThat(moved).as(from + " to " + to).isEqualTo(from.mayBecome(to));
                assertThat(rig.show()).isEqualTo("{ann=" + (moved ? to : from) + "}");
                refused.append(moved ? "" : from + ">" + to + " ");
            }
        }
        assertThat(refused).contains("FAILED>SYNCED ", "COMPLETED>QUEUED ");
    }

    @Test
    void whatASyncBecomesTellsWhichSyncItWas() {
        rig.importUsers("ann");
        UserId ann = rig.id("ann");
        ledger.become(ann, SYNCING);
        assertThat(ledger.synced(ann, PassNumber.INITIAL)).isEqualTo(MigrationUserStatus.SYNCED);
        ledger.become(ann, INCREMENTAL_SYNCING);
        assertThat(ledger.failed(ann, Phase.SYNC, FailureCode.MAILBOX_BUSY, "busy"))
                .isEqualTo(MigrationUserStatus.INCREMENTAL_FAILED);
        ledger.requeue(BATCH);
        assertThat(ledger.stopped(ann)).isEqualTo(MigrationUserStatus.INCREMENTAL_STOPPED);
        ledger.requeue(BATCH);
        ledger.become(ann, MigrationUserStatus.COMPLETING);
        assertThat(ledger.failed(ann, Phase.SYNC, FailureCode.MAILBOX_BUSY, "busy"))
                .isEqualTo(MigrationUserStatus.COMPLETION_FAILED);
        ledger.requeue(BATCH);
        ledger.become(ann, MigrationUserStatus.COMPLETING);
        assertThat(ledger.synced(ann, new PassNumber(2))).isEqualTo(MigrationUserStatus.COMPLETION_SYNCED);
    }

    @Test
    void aHeldUserIsLeftOutUntilItIsReleased() {
        rig.importUsers("ann", "bob", "cyd");
        sync("bob", 1);
        ledger.become(rig.id("cyd"), SYNCING);

        for (String name : new String[] {"ann", "bob", "cyd"}) {
            ledger.hold(rig.id(name));
        }
        assertThat(rig.show()).isEqualTo("{ann=STOPPED, bob=INCREMENTAL_STOPPED, cyd=SYNCING}");
        assertThat(ledger.heldBack(BATCH))
                .containsExactlyInAnyOrder(
                        user("ann").row().address(), user("bob").row().address());
        ledger.stopped(rig.id("cyd"));
        ledger.requeue(BATCH);
        assertThat(rig.show()).isEqualTo("{ann=STOPPED, bob=INCREMENTAL_STOPPED, cyd=STOPPED}");
        ledger.release(rig.id("ann"));
        assertThat(rig.show()).isEqualTo("{ann=QUEUED, bob=INCREMENTAL_STOPPED, cyd=STOPPED}");
        assertThat(user("ann").held()).isFalse();
        assertThat(user("cyd").held()).isTrue();
    }

    @Test
    void aMoveOfNobodyIsADefect() {
        assertThatThrownBy(() -> ledger.become(new UserId(99), SYNCING))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("user 99 is unknown and may not become SYNCING");
    }

    @Test
    void timesTellTheFirstSyncAndTheLast() {
        rig.importUsers("ann");
        sync("ann", 1);
        MigrationUser initial = user("ann");
        ledger.become(rig.id("ann"), INCREMENTAL_SYNCING);
        ledger.synced(rig.id("ann"), new PassNumber(2));
        MigrationUser incremental = user("ann");

        assertThat(initial.started()).contains(Instant.parse("2026-12-01T20:00:00Z"));
        assertThat(initial.initialSyncEnd()).contains(Instant.parse("2026-12-01T20:01:00Z"));
        assertThat(initial.lastSynced()).isEqualTo(initial.initialSyncEnd());
        assertThat(incremental.started()).isEqualTo(initial.started());
        assertThat(incremental.initialSyncEnd()).isEqualTo(initial.initialSyncEnd());
        assertThat(incremental.lastSynced()).contains(Instant.parse("2026-12-01T20:03:00Z"));
        assertThat(incremental.progress().syncedPass()).isEqualTo(2);
    }

    @Test
    void failuresOfOnePhaseAreCountedUntilItSucceeds() {
        rig.importUsers("ann");

        fail("ann", Phase.PROVISION);
        assertThat(failure("ann")).isEqualTo("PROVISION 0 retries, 20:00 to 20:00");
        requeueAndFail("ann", Phase.PROVISION);
        requeueAndFail("ann", Phase.PROVISION);
        assertThat(failure("ann")).isEqualTo("PROVISION 2 retries, 20:00 to 20:04");
        ledger.passed(rig.id("ann"), Phase.FORWARD);
        assertThat(failure("ann")).isEqualTo("PROVISION 2 retries, 20:00 to 20:04");
        ledger.passed(rig.id("ann"), Phase.PROVISION);
        assertThat(failure("ann")).isEmpty();
        assertThat(user("ann").progress().provisioned()).isTrue();
        assertThat(user("ann").progress().forwarded()).isTrue();
        requeueAndFail("ann", Phase.SYNC);
        assertThat(failure("ann")).isEqualTo("SYNC 0 retries, 20:06 to 20:06");
        ledger.become(rig.id("ann"), QUEUED);
        sync("ann", 1);
        assertThat(failure("ann")).isEmpty();
    }

    @Test
    void anotherFailureReplacesTheOneBefore() {
        rig.importUsers("ann");

        fail("ann", Phase.PROVISION);
        requeueAndFail("ann", Phase.SYNC);

        assertThat(failure("ann")).isEqualTo("SYNC 0 retries, 20:02 to 20:02");
    }

    @Test
    void aVeryLongServerReplyIsCut() {
        rig.importUsers("ann");
        ledger.failed(
                rig.id("ann"), Phase.SYNC, FailureCode.MAILBOX_BUSY, "x".repeat(3998) + "𝄞𝄞\0" + "y".repeat(9999));

        String message = user("ann").failure().orElseThrow().message();
        assertThat(message).isEqualTo("x".repeat(3998) + "…");
    }

    @Test
    void aSyncIsRecordedWithItsPassOnly() {
        rig.importUsers("ann");

        assertThatThrownBy(() -> ledger.passed(rig.id("ann"), Phase.SYNC)).isInstanceOf(IllegalArgumentException.class);
    }

    private boolean moves(UserId id, MigrationUserStatus next) {
        try {
            ledger.become(id, next);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void sync(String name, int pass) {
        ledger.become(rig.id(name), user(name).progress().syncedPass() == 0 ? SYNCING : INCREMENTAL_SYNCING);
        ledger.synced(rig.id(name), new PassNumber(pass));
    }

    private void fail(String name, Phase phase) {
        ledger.failed(rig.id(name), phase, FailureCode.MAILBOX_BUSY, "busy");
    }

    private void requeueAndFail(String name, Phase phase) {
        if (user(name).status() != QUEUED) {
            ledger.become(rig.id(name), QUEUED);
        }
        fail(name, phase);
    }

    private MigrationUser user(String name) {
        return ledger.find(BATCH, address(name)).orElseThrow();
    }

    private String failure(String name) {
        return user(name).failure().map(UserMovesTest::text).orElse("");
    }

    private static String text(UserFailure failure) {
        return "%s %d retries, %s to %s"
                .formatted(
                        failure.phase(),
                        failure.retries(),
                        failure.firstSeen().toString().substring(11, 16),
                        failure.lastSeen().toString().substring(11, 16));
    }
}
