package org.stagepost.persistence.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hsqldb.jdbc.JDBCDataSource;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stagepost.credential.Secret;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

class EmbeddedStoreTest {
    private final HomeFolder home;

    EmbeddedStoreTest(@TempDir Path folder) {
        home = new HomeFolder(folder.resolve("Home of Ünal #1 %20"));
    }

    @Test
    void whatIsCommittedIsThereWhenTheStoreIsOpenedAgain() {
        try (EmbeddedStore store = EmbeddedStore.own(home)) {
            write(store, "kept");
        }

        try (EmbeddedStore store = EmbeddedStore.open(home)) {
            assertThat(read(store)).isEqualTo("kept");
        }
    }

    @Test
    void whatIsCommittedStandsInTheLogFileAtOnce() throws IOException {
        try (EmbeddedStore store = EmbeddedStore.own(home)) {
            write(store, "durable");

            assertThat(home.store().resolve("stagepost.log")).content().contains("'durable'");
        }
    }

    @Test
    void aCrashedRunnersStoreIsOpenedAsItWas() throws IOException {
        HomeFolder crashed = new HomeFolder(home.root().resolveSibling("crashed"));
        HomeFolders.create(crashed);
        try (EmbeddedStore store = EmbeddedStore.own(home)) {
            write(store, "durable");
            for (File file : Objects.requireNonNull(home.store().toFile().listFiles(File::isFile))) {
                Files.copy(file.toPath(), crashed.store().resolve(file.getName()));
            }
        }

        try (EmbeddedStore store = EmbeddedStore.own(crashed)) {
            assertThat(read(store)).isEqualTo("durable");
        }
    }

    @Test
    void othersSeeWhatTheRunnerWritesAndMayWriteThemselves() {
        try (EmbeddedStore runner = EmbeddedStore.own(home)) {
            write(runner, "from the runner");
            try (EmbeddedStore peer = EmbeddedStore.open(home)) {
                assertThat(read(peer)).isEqualTo("from the runner");
                write(peer, "from the peer");
            }

            assertThat(read(runner)).isEqualTo("from the peer");
        }
    }

    @Test
    void peersMayNotTouchTheDatabaseItself() {
        try (EmbeddedStore runner = EmbeddedStore.own(home);
                EmbeddedStore peer = EmbeddedStore.open(home)) {
            for (String sql : new String[] {"SHUTDOWN", "DROP TABLE STORED_SECRET", "CREATE USER EVE PASSWORD 'x'"}) {
                assertThatThrownBy(() ->
                                JdbcClient.create(peer.dataSource()).sql(sql).update())
                        .as(sql)
                        .rootCause()
                        .hasMessageMatching("admin rights required.*|user lacks privilege.*");
            }
            assertThat(runner.runnerAlive()).isTrue();
        }
    }

    @Test
    void nobodyComesInWithHsqldbsOwnLogin() {
        try (EmbeddedStore runner = EmbeddedStore.own(home)) {
            PeerAddress address = PeerAddress.read(home).orElseThrow();
            for (String user : new String[] {"SA", "OWNER", "PEER"}) {
                JDBCDataSource stranger = new JDBCDataSource();
                stranger.setUrl(address.login().url());
                stranger.setUser(user);
                stranger.setPassword("");
                assertThatThrownBy(stranger::getConnection).as(user).hasMessageContaining("authorization");
            }
            assertThat(runner.runnerAlive()).isTrue();
        }
    }

    @Test
    void aSecondRunIsRefusedWhileOneRuns() {
        try (EmbeddedStore runner = EmbeddedStore.own(home)) {
            assertThatThrownBy(() -> EmbeddedStore.own(home))
                    .isInstanceOf(MigrationException.class)
                    .extracting("code")
                    .isEqualTo(FailureCode.BATCH_ALREADY_RUNNING);
            write(runner, "undisturbed");
        }
    }

    @Test
    void aRunWaitsForACommandThatHasTheStoreForAMoment() throws Exception {
        EmbeddedStore look = EmbeddedStore.open(home);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> run = pool.submit(() -> {
                try (EmbeddedStore runner = EmbeddedStore.own(home)) {
                    return runner.runnerAlive();
                }
            });
            Thread.sleep(300);
            assertThat(run.isDone()).isFalse();
            look.close();

            assertThat(run.get()).isTrue();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aStoreThatSomebodyKeepsToHimselfIsNotWaitedForForEver() {
        Duration patience = Duration.ofMillis(100);
        try (EmbeddedStore look = EmbeddedStore.open(home)) {
            for (ThrowingCallable attempt : List.<ThrowingCallable>of(
                    () -> EmbeddedStore.open(home, patience), () -> EmbeddedStore.own(home, patience))) {
                assertThatThrownBy(attempt)
                        .isInstanceOf(MigrationException.class)
                        .hasMessage("another process uses the home folder " + home.root())
                        .extracting("code")
                        .isEqualTo(FailureCode.BATCH_ALREADY_RUNNING);
            }
            assertThat(look.runnerAlive()).isFalse();
        }
    }

    @RepeatedTest(20)
    void twoCommandsAtTheSameMomentBothSucceed() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        Callable<Boolean> command = () -> {
            barrier.await();
            try (EmbeddedStore store = EmbeddedStore.open(home)) {
                return read(store).isEmpty();
            }
        };
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<Boolean> one = pool.submit(command);
            Future<Boolean> other = pool.submit(command);

            assertThat(one.get()).isTrue();
            assertThat(other.get()).isTrue();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void theAddressOfADeadRunnerMisleadsNobody() {
        HomeFolders.create(home);
        new PeerAddress(1, Secret.of("0123456789abcdef")).write(home);

        try (EmbeddedStore store = EmbeddedStore.open(home)) {
            assertThat(store.runnerAlive()).isFalse();
            assertThat(PeerAddress.read(home)).isEmpty();
        }
        new PeerAddress(1, Secret.of("0123456789abcdef")).write(home);
        try (EmbeddedStore store = EmbeddedStore.own(home)) {
            assertThat(store.runnerAlive()).isTrue();
        }
    }

    @Test
    void closingLeavesNoAddressAndNoLogToReplay() {
        EmbeddedStore.own(home).close();

        assertThat(home.store().toFile().list())
                .contains("stagepost.script")
                .doesNotContain("peer", "stagepost.log", "stagepost.lck");
    }

    @Test
    void passwordsOfTheStoreAreReadableByTheirOwnerOnly() throws IOException {
        try (EmbeddedStore runner = EmbeddedStore.own(home)) {
            assertThat(runner.runnerAlive()).isTrue();
            for (String name : new String[] {"peer", "owner.password"}) {
                assertThat(PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(home.store().resolve(name))))
                        .as(name)
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void aStoreWithoutItsPasswordIsNotReplacedByAnEmptyOne() throws IOException {
        EmbeddedStore.own(home).close();
        Files.delete(home.store().resolve("owner.password"));

        assertThatThrownBy(() -> EmbeddedStore.open(home))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("owner.password");
    }

    @Test
    void aDamagedStoreIsNamedAndTheLockIsGivenBack() throws IOException {
        EmbeddedStore.own(home).close();
        Path script = home.store().resolve("stagepost.script");
        byte[] good = Files.readAllBytes(script);
        Files.write(script, "no database at all".getBytes(StandardCharsets.US_ASCII));

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> EmbeddedStore.own(home))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining(home.store().toString())
                    .extracting("code")
                    .isEqualTo(FailureCode.HOME_UNUSABLE);
        }
        Files.write(script, good);
        EmbeddedStore.own(home).close();
    }

    @Test
    void aStoreOfANewerVersionIsRefused() {
        try (EmbeddedStore store = EmbeddedStore.own(home)) {
            JdbcClient.create(store.dataSource())
                    .sql("INSERT INTO SCHEMA_HISTORY SELECT 99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x',"
                            + " CURRENT_TIMESTAMP, 1, TRUE FROM SCHEMA_HISTORY FETCH FIRST 1 ROW ONLY")
                    .update();
        }

        assertThatThrownBy(() -> EmbeddedStore.own(home))
                .isInstanceOf(MigrationException.class)
                .extracting("code")
                .isEqualTo(FailureCode.HOME_UNUSABLE);
    }

    private static void write(EmbeddedStore store, String text) {
        JdbcClient client = JdbcClient.create(store.dataSource());
        client.sql("DELETE FROM STORED_SECRET").update();
        client.sql("INSERT INTO STORED_SECRET VALUES ('name', :text)")
                .param("text", text)
                .update();
    }

    private static String read(EmbeddedStore store) {
        return JdbcClient.create(store.dataSource())
                .sql("SELECT SEALED FROM STORED_SECRET")
                .query(String.class)
                .optional()
                .orElse("");
    }
}
