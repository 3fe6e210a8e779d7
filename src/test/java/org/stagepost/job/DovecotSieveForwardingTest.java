package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.ChangeUndone;
import org.stagepost.migration.ChangeUndone.Result;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** An IMAP batch that forwards by Sieve scripts of a real Dovecot, whose Sieve really redirects. */
@RequiresServer("dovecot")
@Tag("store")
@Timeout(120)
class DovecotSieveForwardingTest {
    private static final String MASTER =
            "{ as: admin, style: master-user, user: master, password: \"file:master\", mailboxNaming: local-part }";

    private final GreenMail relay = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final RealServer server;
    private JobWorld world;

    DovecotSieveForwardingTest() {
        relay.start();
        server = RealServer.start(
                "dovecot", Map.of("SUBMIT", "127.0.0.1:" + relay.getSmtp().getPort()));
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        world = new JobWorld(folder);
        world.write("master", "masterpw");
        world.seed("user01", 1);
        world.csv("EmailAddress,UserName,Password", "user01@example.test,user01,secret");
    }

    @AfterEach
    void close() {
        world.close();
        server.close();
        relay.stop();
    }

    private Path job(String login, String... keys) {
        return world.write("wave-1.yml", """
                name: wave-1
                type: imap
                csv: users.csv
                source: { endpoint: old-mail }
                target: { endpoint: new-mail }
                sourceSieve: { endpoint: old-sieve }
                targetDeliveryDomain: new.example.test
                %s
                endpoints:
                  - { name: old-mail, kind: imap, host: old.example.test, login: { as: user } }
                  - { name: new-mail, kind: imap, host: new.example.test, login: { as: admin, user: boss, password: "file:secret" } }
                  - { name: old-sieve, kind: sieve, host: 127.0.0.1, port: %d, caFile: "%s", login: %s }
                """.formatted(
                String.join("\n", keys), server.port() + 4, server.folder().resolve("tls/ca.pem"), login));
    }

    private Path script(String name) {
        return server.folder().resolve("mail/user01/sieve").resolve(name + ".sieve");
    }

    private String active() throws IOException {
        Path link = server.folder().resolve("mail/user01/.dovecot.sieve");
        return Files.isSymbolicLink(link)
                ? Files.readSymbolicLink(link).getFileName().toString().replace(".sieve", "")
                : "";
    }

    /** As the user's own mail program would. */
    private void userActivates(String name, String text) throws IOException {
        String words = "AUTHENTICATE \"PLAIN\" \"AHVzZXIwMQBzZWNyZXQ=\"\r\nPUTSCRIPT \"" + name + "\" {" + text.length()
                + "+}\r\n" + text + "\r\nSETACTIVE \"" + name + "\"\r\nLOGOUT\r\n";
        try (Socket socket = new Socket("127.0.0.1", server.port() + 4)) {
            socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().readAllBytes();
        }
        assertThat(active()).isEqualTo(name);
    }

    private void mailArrives() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port() + 3);
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            in.readLine();
            for (String line : List.of(
                    "LHLO client.example.test",
                    "MAIL FROM:<bob@example.test>",
                    "RCPT TO:<user01@example.test>",
                    "DATA",
                    "From: bob@example.test\r\nTo: user01@example.test\r\nMessage-ID: <1@example.test>\r\nSubject: hello\r\n\r\nhello\r\n.")) {
                socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
                String reply = in.readLine();
                while (reply.startsWith("250-")) {
                    reply = in.readLine();
                }
                assertThat(reply).matches("[23].*");
            }
        }
    }

    private long delivered() throws IOException {
        Path fresh = server.folder().resolve("mail/user01/Maildir/new");
        if (!Files.isDirectory(fresh)) {
            return 0;
        }
        try (Stream<Path> mails = Files.list(fresh)) {
            return mails.count();
        }
    }

    private List<ChangeUndone> undone() {
        return world.undo.undo(JobWorld.BATCH, Optional.empty());
    }

    private FailureCode failure() {
        return world.ledger.users(JobWorld.BATCH).get(0).failure().orElseThrow().code();
    }

    private long journaled() {
        return world.sql
                .sql("SELECT COUNT(*) FROM DIRECTORY_CHANGE")
                .query(Long.class)
                .single();
    }

    @Test
    void mailIsRedirectedUntilItIsTakenBack() throws IOException {
        RunResult result = world.run(job(MASTER));
        assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(active()).isEqualTo("stagepost-forward");

        mailArrives();
        assertThat(relay.waitForIncomingEmail(10_000, 1)).isTrue();
        assertThat(relay.getReceivedMessages()).hasSize(1);
        assertThat(relay.getUserManager().getUserByEmail("user01@new.example.test"))
                .isNotNull();
        assertThat(delivered()).isZero();

        assertThat(undone()).extracting(ChangeUndone::result).containsExactly(Result.TAKEN_BACK);
        assertThat(active()).isEmpty();
        assertThat(script("stagepost-forward")).doesNotExist();
        mailArrives();
        assertThat(delivered()).isEqualTo(1);
    }

    @Test
    void copyStaysWhereItIsToStay() throws IOException {
        world.run(job("{ as: user }", "forwardingKeepsCopy: true", "forwarding: after-sync"));

        mailArrives();

        assertThat(relay.waitForIncomingEmail(10_000, 1)).isTrue();
        assertThat(delivered()).isEqualTo(1);
    }

    @Test
    void doneTwiceWritesNothing() {
        world.run(job(MASTER));
        world.sql.sql("UPDATE MIGRATION_USER SET FORWARDED = FALSE").update();
        long before = journaled();

        RunResult second = world.run(job(MASTER));

        assertThat(second.exitCode()).as(second.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(before).isEqualTo(1);
        assertThat(journaled()).isEqualTo(1);
    }

    @Test
    void scriptOfTheUserStaysUnlessItMayBeReplacedAndComesBack() throws IOException {
        userActivates("summer", "keep;\r\n");

        assertThat(world.run(job(MASTER)).exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(failure()).isEqualTo(FailureCode.FORWARDING_CONFLICT);
        assertThat(active()).isEqualTo("summer");
        assertThat(script("stagepost-forward")).doesNotExist();

        assertThat(world.run(job(MASTER, "replaceForwarding: true")).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(active()).isEqualTo("stagepost-forward");
        assertThat(script("summer")).exists();

        assertThat(undone()).extracting(ChangeUndone::result).containsExactly(Result.TAKEN_BACK);
        assertThat(active()).isEqualTo("summer");
        assertThat(script("stagepost-forward")).doesNotExist();
    }

    @Test
    void completedUserIsTakenBackToo() throws IOException {
        world.run(job(MASTER));
        assertThat(world.complete().exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{user01=COMPLETED}");

        assertThat(undone()).extracting(ChangeUndone::result).containsExactly(Result.TAKEN_BACK);

        assertThat(active()).isEmpty();
        assertThat(world.users()).isEqualTo("{user01=INCREMENTAL_STOPPED}");
    }

    @Test
    void scriptThatTheUserActivatedSinceStays() throws IOException {
        world.run(job(MASTER));
        userActivates("autumn", "keep;\r\n");

        assertThat(undone()).extracting(ChangeUndone::result).containsExactly(Result.STANDS);

        assertThat(active()).isEqualTo("autumn");
    }

    @Test
    void loginThatIsRefusedFailsTheUserAlone() {
        world.write("master", "wrong");

        assertThat(world.run(job(MASTER)).exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(failure()).isEqualTo(FailureCode.CREDENTIALS_REFUSED);
    }

    @Test
    void serverWithACertificateOfAStrangerGetsNoPassword() throws IOException {
        Path job = job(MASTER);
        Files.writeString(job, Files.readString(job).replaceAll(", caFile: \"[^\"]*\"", ""));

        RunResult result = world.run(job);

        assertThat(result.exitCode()).isEqualTo(ExitCode.BATCH_FAILED);
        assertThat(result.message()).contains("trust store does not know");
        assertThat(Files.readString(server.folder().resolve("dovecot.log"))).doesNotContain("user01*master");
    }

    @Test
    void validationTellsOfAnotherScript() throws IOException {
        userActivates("summer", "keep;\r\n");
        world.servers.target("user01@example.test");
        world.create(job(MASTER));

        assertThat(world.validate().users())
                .flatExtracting(user ->
                        user.problems().stream().map(problem -> problem.code()).toList())
                .containsExactly(FailureCode.FORWARDING_CONFLICT);
        assertThat(active()).isEqualTo("summer");
    }
}
