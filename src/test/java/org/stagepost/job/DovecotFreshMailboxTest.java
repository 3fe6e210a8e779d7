package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.directory.RecipientType;
import org.stagepost.imap.ImapMailboxConnector;
import org.stagepost.model.ExitCode;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** A Dovecot that does not know the user when it is asked first. */
@RequiresServer("dovecot")
@Tag("store")
@Timeout(120)
class DovecotFreshMailboxTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ as: admin, style: master-user, user: master, password: \"file:master\", mailboxNaming: local-part }",
                "{ as: user, mailboxNaming: local-part }"
            })
    void isAskedUntilItKnowsTheUser(String login, @TempDir Path folder) throws IOException {
        try (RealServer server = RealServer.start("dovecot", Map.of());
                JobWorld world = new JobWorld(folder)) {
            world.servers.realTarget(new ImapMailboxConnector());
            world.seed("late@example.test", 1);
            world.sourceDirectory.add("late", RecipientType.USER_MAILBOX, "", "late@example.test");
            world.targetDirectory.add(
                    "late", RecipientType.MAIL_USER, "", "late@example.test", "late@new.example.test");
            world.csv("EmailAddress,Password", "late@example.test,Late-Word-1");
            world.write("master", "masterpw");
            Path job = world.stagedJob();
            Files.writeString(
                    job,
                    Files.readString(job)
                            .replaceAll(
                                    "(?m)^ *- \\{ name: new-mail.*$",
                                    "  - { name: new-mail, kind: imap, host: 127.0.0.1, port: " + server.port()
                                            + ", security: none, allowPlaintext: true, login: " + login + " }"));
            AtomicInteger openings = new AtomicInteger();
            world.servers.atTarget(() -> {
                if (openings.incrementAndGet() == 3) {
                    add(server);
                }
            });

            RunResult result = world.run(job);

            assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SUCCESS);
            assertThat(openings.get()).isGreaterThanOrEqualTo(3);
            assertThat(world.time.passed()).isBetween(Duration.ofSeconds(6), Duration.ofMinutes(10));
            assertThat(server.folder().resolve("mail/late/Maildir")).isDirectory();
        }
    }

    /** Dovecot looks at its users once a second. */
    private static void add(RealServer server) {
        try {
            Files.writeString(
                    server.folder().resolve("users"), "late:{PLAIN}Late-Word-1::::::\n", StandardOpenOption.APPEND);
            Thread.sleep(1500);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
