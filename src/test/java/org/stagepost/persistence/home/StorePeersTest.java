package org.stagepost.persistence.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

class StorePeersTest {
    private final HomeFolder home;

    StorePeersTest(@TempDir Path folder) {
        home = new HomeFolder(folder.resolve("Home of Ünal #1 %20"));
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
