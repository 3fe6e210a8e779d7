package org.stagepost.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** Several processes over one home folder: one runs batches, the others look, ask it to stop, or have it run theirs. */
@RequiresServer("dovecot")
class SeveralProcessesDovecotIT {
    private static final int USERS = 60;
    private static final int AT_ONCE = 20;
    private static final int MESSAGES = 100;
    private static final String INBOX = "";
    private static final String WORK = ".Work";
    private static final int STARTED_BY_THEN_MILLIS = 5000;
    private static final String PASSWORD = "secret";
    private static final Map<String, String> SERVER = Map.of("USERS", String.valueOf(USERS), "PASSWORD", PASSWORD);

    private RealServer source;
    private RealServer target;
    private BatchFiles files;

    @BeforeEach
    void start(@TempDir Path folder) {
        source = RealServer.start("dovecot", SERVER);
        target = RealServer.start("dovecot", SERVER);
        files = new BatchFiles(folder, source, target);
    }

    /** A mailbox without new folders takes the engine two seconds to begin with, one with them nothing (adr/0008). */
    private void seed(String maildir) {
        for (int user = 1; user <= USERS; user++) {
            new Maildirs(source.folder(), user).fill(name(user), maildir, MESSAGES);
        }
    }

    @AfterEach
    void stop() {
        source.close();
        target.close();
    }

    @Test
    void aStopFromAnotherTerminalDrainsTwentyMailboxesAndTheRestartCompletes() throws InterruptedException {
        seed(INBOX); // so that none is through before it is stopped
        files.users(rows(1, USERS));
        Path job = files.imapJob(AT_ONCE);
        StagepostProcess running = start("run", job.toString());
        awaitMessages(1, 1);
        running.pause(); // else it may be through before another JVM has started
        StagepostProcess stop = start("batch", "stop", "wave-1");
        Thread.sleep(STARTED_BY_THEN_MILLIS);
        running.resume();

        assertThat(stop.exitCode()).as(stop.output()).isZero();
        assertThat(stop.output()).contains("wave-1: Stopped");
        assertThat(running.exitCode()).as(running.output()).isEqualTo(4);
        StagepostProcess again = stagepost("restart", "wave-1");
        assertThat(again.exitCode()).as(again.output()).isZero();
        assertEveryMessageOnce(1, USERS);
    }

    @Test
    void aRunIsFollowedFromAnotherTerminalToItsEnd() throws InterruptedException {
        seed(WORK);
        files.users(rows(1, USERS));
        StagepostProcess running = start("run", files.imapJob(AT_ONCE).toString());
        awaitMessages(1, 1);
        running.pause(); // else it may be through before another JVM has started
        StagepostProcess following = start("batch", "show", "wave-1", "--follow");
        Thread.sleep(STARTED_BY_THEN_MILLIS);
        running.resume();

        assertThat(running.exitCode()).as(running.output()).isZero();
        assertThat(following.exitCode()).as(following.output()).isZero();
        assertThat(following.output()).contains("all " + USERS + " users are synced");
    }

    @Test
    void aSecondBatchIsRunByTheProcessThatRunsTheFirst() throws IOException {
        seed(WORK);
        files.users(rows(1, 1));
        files.write("others.csv", rows(2, 3));
        Path other = files.otherJob("others.csv");
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            StagepostProcess running =
                    start("run", files.endlessJob(silent.getLocalPort()).toString());
            try (Socket mailbox = silent.accept()) {
                StagepostProcess second = stagepost("run", other.toString());

                assertThat(mailbox.isConnected() && running.isAlive()).isTrue();
                assertThat(second.exitCode()).as(second.output()).isZero();
                assertThat(second.output()).contains("another process").contains("all 2 users are synced");
                assertEveryMessageOnce(2, 3);
            } finally {
                running.kill();
            }
        }
    }

    @Test
    void whoeverAskedGoesOnWhenTheProcessThatRanItsBatchIsKilled() throws Exception {
        seed(WORK);
        files.users(rows(1, 1));
        files.write("others.csv", rows(2, USERS));
        Path other = files.otherJob("others.csv");
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            StagepostProcess running =
                    start("run", files.endlessJob(silent.getLocalPort()).toString());
            try (Socket mailbox = silent.accept()) {
                StagepostProcess second = start("run", other.toString());
                awaitMessages(2, 1);
                assertThat(mailbox.isConnected()).isTrue();
                running.kill();

                assertThat(second.exitCode()).as(second.output()).isZero();
                assertEveryMessageOnce(2, USERS);
            } finally {
                running.kill();
            }
        }
    }

    @Test
    void aBatchIsCreatedAndStartedByItsName() {
        seed(WORK);
        files.users(rows(1, 2));
        StagepostProcess created = stagepost("batch", "create", files.imapJob(2).toString());
        assertThat(created.exitCode()).as(created.output()).isZero();
        assertThat(stagepost("batch", "list").output()).contains("Created");
        assertThat(stagepost("batch", "create", files.imapJob(2).toString()).exitCode())
                .isEqualTo(2);

        StagepostProcess started = stagepost("batch", "start", "wave-1");

        assertThat(started.exitCode()).as(started.output()).isZero();
        assertEveryMessageOnce(1, 2);
    }

    private static String name(int user) {
        return "user%02d".formatted(user);
    }

    private static List<String> rows(int first, int last) {
        List<String> lines = new ArrayList<>(List.of("EmailAddress,UserName,Password,TargetUserName,TargetPassword"));
        for (int user = first; user <= last; user++) {
            lines.add("%1$s@example.test,%1$s,%2$s,%1$s,%2$s".formatted(name(user), PASSWORD));
        }
        return lines;
    }

    private void assertEveryMessageOnce(int first, int last) {
        for (int user = first; user <= last; user++) {
            assertThat(MailboxSnapshot.of(target.port(), name(user), PASSWORD))
                    .isEqualTo(MailboxSnapshot.of(source.port(), name(user), PASSWORD));
        }
    }

    private void awaitMessages(int user, int messages) throws InterruptedException {
        for (int attempt = 0; attempt < 1500; attempt++) {
            if (MailboxSnapshot.count(target.port(), name(user), PASSWORD) >= messages) {
                return;
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("no messages arrived");
    }

    private StagepostProcess stagepost(String... arguments) {
        StagepostProcess process = start(arguments);
        process.exitCode();
        return process;
    }

    private StagepostProcess start(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", files.home().toString()));
        return StagepostProcess.start(BatchFiles.ENVIRONMENT, all.toArray(String[]::new));
    }
}
