package org.stagepost.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stagepost.migration.MigrationUserStatus.INCREMENTAL_SYNCING;
import static org.stagepost.migration.MigrationUserStatus.PROVISIONING;
import static org.stagepost.migration.MigrationUserStatus.QUEUED;
import static org.stagepost.migration.MigrationUserStatus.STOPPED;
import static org.stagepost.migration.MigrationUserStatus.SYNCED;
import static org.stagepost.migration.MigrationUserStatus.SYNCING;
import static org.stagepost.migration.MigrationUserStatus.VALIDATING;
import static org.stagepost.persistence.ledger.LedgerRig.BATCH;
import static org.stagepost.persistence.ledger.LedgerRig.address;
import static org.stagepost.persistence.ledger.LedgerRig.row;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.Phase;
import org.stagepost.migration.UserFailure;
import org.stagepost.migration.UserRow;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;

class JdbcUserLedgerTest {
    private final LedgerRig rig;
    private final JdbcUserLedger ledger;

    JdbcUserLedgerTest(@TempDir Path folder) {
        rig = new LedgerRig(folder);
        ledger = rig.ledger;
    }

    @AfterEach
    void closesTheStore() {
        rig.close();
    }

    @Test
    void rowsComeBackAsTheyWereInTheOrderOfTheirLines() {
        UserRow bob = new UserRow(
                2,
                new EmailAddress("Bob.Ünal@example.test"),
                "bob",
                SecretReference.parse("env:BOB"),
                true,
                "users/bob",
                "b.unal",
                SecretReference.none());
        ledger.importRows(BATCH, List.of(row(3, "ann", "", ""), bob));

        assertThat(ledger.users(BATCH)).extracting(user -> user.row().line()).containsExactly(2, 3);
        MigrationUser found =
                ledger.find(BATCH, new EmailAddress("bob.ünal@EXAMPLE.test")).orElseThrow();
        assertThat(found.row())
                .usingRecursiveComparison()
                .ignoringFields("password", "targetPassword")
                .isEqualTo(bob);
        assertThat(found.row().password()).hasToString("env:BOB");
        assertThat(found.row().targetPassword()).hasToString("none");
        assertThat(found.batch()).isEqualTo(BATCH);
        assertThat(found.progress()).isEqualTo(MigrationUser.Progress.NONE);
        assertThat(ledger.find(found.id()).orElseThrow().row().address().value())
                .isEqualTo("Bob.Ünal@example.test");
        assertThat(ledger.find(new UserId(4711))).isEmpty();
    }

    @Test
    void importingAgainRefreshesSettingsAndKeepsStatus() {
        rig.importUsers("ann", "bob");
        sync("ann", 1);
        UserId ann = rig.id("ann");

        ledger.importRows(BATCH, List.of(row(9, "ANN", "prompt", ""), row(10, "cyd", "", "")));

        assertThat(rig.show()).isEqualTo("{bob=QUEUED, ANN=SYNCED, cyd=QUEUED}");
        assertThat(rig.id("ann")).isEqualTo(ann);
        assertThat(ledger.find(ann).orElseThrow().row().password()).hasToString("prompt");
    }

    @Test
    void batchesDoNotSeeEachOthersUsers() {
        BatchName other = new BatchName("wave-2");
        rig.importUsers("ann");
        ledger.importRows(other, List.of(row(2, "ann", "", "")));

        ledger.become(rig.id("ann"), STOPPED);
        ledger.requeue(other);

        assertThat(rig.show()).isEqualTo("{ann=STOPPED}");
        assertThat(LedgerRig.show(ledger, other)).isEqualTo("{ann=QUEUED}");
    }

    @Test
    void usersThatLeftTheCsvAreNoLongerInTheBatchAndComeBackAsTheyWere() {
        rig.importUsers("ann", "bob", "cyd");
        sync("bob", 1);
        UserId bob = rig.id("bob");

        ledger.keepOnly(BATCH, Set.of(address("ANN"), address("cyd")));
        assertThat(rig.show()).isEqualTo("{ann=QUEUED, cyd=QUEUED}");
        assertThat(ledger.find(BATCH, address("bob"))).isEmpty();

        rig.importUsers("ann", "bob", "cyd");
        assertThat(rig.show()).isEqualTo("{ann=QUEUED, bob=SYNCED, cyd=QUEUED}");
        assertThat(rig.id("bob")).isEqualTo(bob);
    }

    @Test
    void aRunBeginsWithAllThatIsUnfinished() {
        rig.importUsers("ann", "bob", "cyd", "dan", "eve", "fay", "gus", "hal", "ida");
        sync("ann", 1);
        sync("bob", 1);
        ledger.become(rig.id("bob"), INCREMENTAL_SYNCING);
        fail("cyd", Phase.VALIDATE);
        ledger.become(rig.id("dan"), STOPPED);
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
        assertThat(refused).contains("FAILED>SYNCED ", "SYNCED>STOPPED ");
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

    @Test
    void fiftyThousandRowsAreImportedTwice() {
        List<UserRow> rows = IntStream.range(0, 50_000)
                .mapToObj(line -> row(line, "user" + line, "literal" + line, ""))
                .toList();

        ledger.importRows(BATCH, rows);
        ledger.importRows(BATCH, rows);
        ledger.keepOnly(BATCH, rows.stream().map(UserRow::address).collect(Collectors.toSet()));

        assertThat(ledger.users(BATCH)).hasSize(50_000);
    }

    @Test
    void usersAreMovedByManyThreadsAtOnce() {
        String[] names = IntStream.range(0, 200).mapToObj(n -> "user" + n).toArray(String[]::new);
        rig.importUsers(names);

        Arrays.stream(names).parallel().forEach(name -> {
            ledger.become(rig.id(name), PROVISIONING);
            ledger.passed(rig.id(name), Phase.PROVISION);
            ledger.become(rig.id(name), QUEUED);
            sync(name, 1);
        });

        assertThat(ledger.users(BATCH))
                .extracting(MigrationUser::status)
                .containsOnly(SYNCED)
                .hasSize(200);
    }

    /** A step that copies mailboxes has a transaction without resources around each slice, for minutes. */
    @Test
    void noConnectionStaysWithAStepThatCopies() throws Exception {
        rig.importUsers("ann");
        var pool = rig.store.dataSource().unwrap(com.zaxxer.hikari.HikariDataSource.class);

        new TransactionTemplate(new ResourcelessTransactionManager()).executeWithoutResult(step -> {
            ledger.users(BATCH);
            ledger.become(rig.id("ann"), SYNCING);
            ledger.journal(rig.id("ann")).entries();
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        });
    }

    private boolean moves(UserId id, MigrationUserStatus next) {
        try {
            switch (next) {
                case SYNCED -> ledger.synced(id, PassNumber.INITIAL);
                case FAILED -> ledger.failed(id, Phase.SYNC, FailureCode.MAILBOX_BUSY, "busy");
                default -> ledger.become(id, next);
            }
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void sync(String name, int pass) {
        ledger.become(rig.id(name), SYNCING);
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
        return user(name).failure().map(JdbcUserLedgerTest::text).orElse("");
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
