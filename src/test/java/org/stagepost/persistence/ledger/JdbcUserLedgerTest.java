package org.stagepost.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stagepost.migration.MigrationUserStatus.PROVISIONING;
import static org.stagepost.migration.MigrationUserStatus.QUEUED;
import static org.stagepost.migration.MigrationUserStatus.STOPPED;
import static org.stagepost.migration.MigrationUserStatus.SYNCED;
import static org.stagepost.migration.MigrationUserStatus.SYNCING;
import static org.stagepost.persistence.ledger.LedgerRig.BATCH;
import static org.stagepost.persistence.ledger.LedgerRig.address;
import static org.stagepost.persistence.ledger.LedgerRig.row;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.Phase;
import org.stagepost.migration.UserRow;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;

@Tag("store")
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
        var pool = rig.store.dataSource().unwrap(HikariDataSource.class);

        new TransactionTemplate(new ResourcelessTransactionManager()).executeWithoutResult(step -> {
            ledger.users(BATCH);
            ledger.become(rig.id("ann"), SYNCING);
            ledger.journal(rig.id("ann")).entries();
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        });
    }

    private void sync(String name, int pass) {
        ledger.become(rig.id(name), SYNCING);
        ledger.synced(rig.id(name), new PassNumber(pass));
    }
}
