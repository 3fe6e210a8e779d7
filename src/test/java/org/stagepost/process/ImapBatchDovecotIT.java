package org.stagepost.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** An IMAP batch between two Dovecots: failed, stopped, killed and started again. */
@RequiresServer("dovecot")
class ImapBatchDovecotIT {
    private static final int USERS = 4;
    private static final int MESSAGES = 400;
    private static final String CANARY = "hunter2-canary";
    private static final Map<String, String> SERVER = Map.of("USERS", String.valueOf(USERS), "PASSWORD", CANARY);

    private static RealServer source;

    private RealServer target;
    private BatchFiles files;

    @BeforeAll
    static void seed() {
        source = RealServer.start("dovecot", SERVER);
        for (int user = 1; user <= USERS; user++) {
            Maildirs maildirs = new Maildirs(source.folder(), user);
            String name = "user0" + user;
            maildirs.fill(name, "", MESSAGES / 2);
            maildirs.fill(name, ".Work", 0);
            maildirs.fill(name, ".Work.Reports", MESSAGES / 4);
            maildirs.fill(name, ".Gr&APYA3w-e", MESSAGES / 4);
        }
    }

    @AfterAll
    static void stopSource() {
        source.close();
    }

    @BeforeEach
    void startTarget(@TempDir Path folder) {
        target = RealServer.start("dovecot", SERVER);
        files = new BatchFiles(folder, source, target);
    }

    @AfterEach
    void stopTarget() {
        target.close();
    }

    @Test
    void restartsOnlyTheUserWhosePasswordWasWrong() {
        files.users(rows(CANARY, "wrong-" + CANARY));
        Path job = files.imapJob(4);

        StagepostProcess first = stagepost("run", job.toString());

        assertThat(first.exitCode()).as(first.output()).isEqualTo(3);
        assertThat(first.output()).contains("user02@example.test");

        files.users(rows(CANARY, CANARY));
        StagepostProcess second = stagepost("restart", "wave-1");

        assertThat(second.exitCode()).as(second.output()).isZero();
        assertThat(Partitions.ofLastRun(files.home(), "initialSync")).hasSize(1);
        assertEveryMessageOnce();
    }

    @Test
    void resumesByItselfAfterKill() throws InterruptedException {
        files.users(rows(CANARY, CANARY));
        Path job = files.imapJob(1);
        StagepostProcess killed = start("run", job.toString());
        awaitMessages(MESSAGES / 2);
        killed.kill();

        StagepostProcess again = stagepost("run", job.toString());

        assertThat(again.exitCode()).as(again.output()).isZero();
        assertEveryMessageOnce();
    }

    @Test
    void drainsOnSigtermAndGoesOn() throws InterruptedException {
        files.users(rows(CANARY, CANARY));
        Path job = files.imapJob(1);
        StagepostProcess stopped = start("run", job.toString());
        awaitMessages(MESSAGES / 2);
        stopped.terminate();

        assertThat(stopped.exitCode()).as(stopped.output()).isEqualTo(4);
        assertThat(stagepost("batch", "show", "wave-1").output()).contains("Stopped");

        StagepostProcess again = stagepost("run", job.toString());
        assertThat(again.exitCode()).as(again.output()).isZero();
        assertEveryMessageOnce();
    }

    @Test
    void refusesASecondRunAndAnswersQueriesMeanwhile() throws IOException {
        files.users(List.of(
                "EmailAddress,UserName,Password,TargetUserName,TargetPassword",
                "user01@example.test,user01," + CANARY + ",user01," + CANARY));
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Path job = files.endlessJob(silent.getLocalPort());
            StagepostProcess running = start("run", job.toString());
            try (Socket mailbox = silent.accept()) {
                StagepostProcess second = stagepost("run", job.toString());
                StagepostProcess list = stagepost("batch", "list");

                assertThat(mailbox.isConnected() && running.isAlive())
                        .as(running.output())
                        .isTrue();
                assertThat(second.exitCode()).as(second.output()).isEqualTo(75);
                assertThat(list.output()).contains("wave-1").contains("Syncing");
            } finally {
                running.kill();
            }
        }
        assertThat(stagepost("batch", "list").output()).contains("Failed");
    }

    @Test
    void losesNothingWhenTheTargetIsDown() {
        files.users(rows(CANARY, CANARY));
        Path job = files.imapJob(4);
        target.stop();

        StagepostProcess down = stagepost("run", job.toString());

        assertThat(down.exitCode()).as(down.output()).isEqualTo(5);
        target.startAgain(SERVER);
        StagepostProcess again = stagepost("run", job.toString());
        assertThat(again.exitCode()).as(again.output()).isZero();
        assertEveryMessageOnce();
    }

    @Test
    void copiesOnlyWhatIsNewInTheNextPass() {
        files.users(rows(CANARY, CANARY));
        Path job = files.imapJob(4);
        stagepost("run", job.toString());
        new Maildirs(source.folder(), 99).fill("user01", ".Work", 3);

        StagepostProcess second = stagepost("run", job.toString());

        assertThat(second.exitCode()).as(second.output()).isZero();
        assertThat(files.home().resolve("reports/wave-1/2/statistics.csv")).exists();
        assertEveryMessageOnce();
    }

    @Test
    void keepsPasswordsOutOfHomeFolderAndOutput() throws IOException {
        files.users(rows(CANARY, "wrong-" + CANARY));

        StagepostProcess run = stagepost("run", files.imapJob(4).toString());

        assertThat(run.output()).doesNotContain(secrets());
        List<Path> leaks = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(files.home())) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(path, StandardCharsets.ISO_8859_1);
                if (Stream.of(secrets()).anyMatch(text::contains)) {
                    leaks.add(path);
                }
            }
        }
        assertThat(leaks).isEmpty();
    }

    /** What every user of the machine can read about the process, children included. */
    @Test
    void keepsPasswordsOutOfTheArgumentsOfTheRunningProcess() throws IOException {
        files.users(List.of(
                "EmailAddress,UserName,Password,TargetUserName,TargetPassword",
                "user01@example.test,user01," + CANARY + ",user01," + CANARY));
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            StagepostProcess running =
                    start("run", files.endlessJob(silent.getLocalPort()).toString());
            try (Socket mailbox = silent.accept()) {
                assertThat(mailbox.isConnected()).as(running.output()).isTrue();
                assertThat(running.commandLines())
                        .isNotEmpty()
                        .allSatisfy(line -> assertThat(line).doesNotContain(secrets()))
                        .anySatisfy(line -> assertThat(line).contains("stagepost.jar"));
            } finally {
                running.kill();
            }
        }
    }

    private static String[] secrets() {
        return new String[] {CANARY, BatchFiles.ENVIRONMENT.get("MASTER_PASSWORD")};
    }

    private static List<String> rows(String password, String passwordOfTheSecond) {
        List<String> lines = new ArrayList<>(List.of("EmailAddress,UserName,Password"));
        for (int user = 1; user <= USERS; user++) {
            String name = "user0" + user;
            lines.add(name + "@example.test," + name + "," + (user == 2 ? passwordOfTheSecond : password));
        }
        return lines;
    }

    private void assertEveryMessageOnce() {
        for (int user = 1; user <= USERS; user++) {
            String name = "user0" + user;
            assertThat(MailboxSnapshot.of(target.port(), name, CANARY))
                    .isEqualTo(MailboxSnapshot.of(source.port(), name, CANARY));
        }
    }

    private void awaitMessages(int messages) throws InterruptedException {
        for (int attempt = 0; attempt < 600; attempt++) {
            if (MailboxSnapshot.count(target.port(), "user01", CANARY) >= messages) {
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
