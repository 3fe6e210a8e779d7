package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.imap.ImapMailboxConnector;
import org.stagepost.model.ExitCode;

/** The same over real sockets; the pauses still pass only while mailboxes wait. */
@Timeout(120)
class SlowdownServerTest {
    private static final String HEADER = "EmailAddress,UserName,Password";

    private JobWorld world;

    @BeforeEach
    void open(@TempDir Path folder) {
        world = new JobWorld(folder);
        world.servers.realSource(new ImapMailboxConnector());
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void nobodyKnocksBeforeTheTimeThatTheServerNames() {
        AtomicInteger logins = new AtomicInteger();
        AtomicReference<Instant> closedUntil = new AtomicReference<>(Instant.EPOCH);
        AtomicInteger tooEarly = new AtomicInteger();
        try (SmallImapServer server = new SmallImapServer(inside -> {
            Instant now = world.time.instant();
            tooEarly.addAndGet(now.isBefore(closedUntil.get()) ? 1 : 0);
            if (logins.incrementAndGet() != 4) {
                return "OK in";
            }
            closedUntil.set(now.plusMillis(299_000));
            return "BAD Request is throttled. Suggested Backoff Time: 299000 milliseconds";
        })) {
            RunResult result = world.run(wave(server.port(), 12, 1));

            assertThat(result.exitCode()).isEqualTo(ExitCode.SUCCESS);
            assertThat(tooEarly.get()).isZero();
            assertThat(logins.get()).isEqualTo(13);
            assertThat(result.message()).contains(server.address() + " asked for a slower pace once, mailboxes waited");
        }
    }

    @Test
    void aServerThatBearsThreeAtATimeIsNotTheEndOfTwelve() {
        try (SmallImapServer server = new SmallImapServer(
                inside -> inside < 3 ? "OK in" : "NO Too many open connections (4 of 3 for everybody)")) {
            RunResult result = world.run(wave(server.port(), 12, 12));

            assertThat(result.exitCode()).isEqualTo(ExitCode.SUCCESS);
            assertThat(server.most()).isLessThanOrEqualTo(4);
        }
    }

    private Path wave(int port, int users, int atOnce) {
        List<String> lines = IntStream.rangeClosed(1, users)
                .mapToObj(i -> "a" + i + "@example.test,u" + i + ",secret")
                .collect(Collectors.toList());
        lines.add(0, HEADER);
        world.csv(lines.toArray(String[]::new));
        return world.imapJobFrom(port, "maxConcurrentMigrations: " + atOnce);
    }
}
