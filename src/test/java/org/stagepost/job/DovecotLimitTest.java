package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.imap.ImapMailboxConnector;
import org.stagepost.model.ExitCode;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** Dovecot's mail_max_userip_connections: more mailboxes at once than one user may have connections. */
@RequiresServer("dovecot")
@Timeout(120)
class DovecotLimitTest {
    private static final int MAILBOXES = 6;

    @Test
    void everyMailboxGetsItsTurn(@TempDir Path folder) throws IOException {
        try (RealServer server = RealServer.start("dovecot", Map.of("MAXCONN", "1"));
                JobWorld world = new JobWorld(folder)) {
            world.servers.realSource(new ImapMailboxConnector());
            String rows = IntStream.rangeClosed(1, MAILBOXES)
                    .mapToObj(i -> "a" + i + "@example.test,user01,secret\r\n")
                    .collect(Collectors.joining());
            world.csv("EmailAddress,UserName,Password\r\n" + rows.strip());

            RunResult result = world.run(world.imapJobFrom(server.port(), "maxConcurrentMigrations: " + MAILBOXES));

            assertThat(result.exitCode()).as("%s", result.report().users()).isEqualTo(ExitCode.SUCCESS);
            assertThat(world.servers.targets).hasSize(MAILBOXES);
            assertThat(Files.readString(server.folder().resolve("dovecot.log")))
                    .contains("Maximum number of connections from user+IP exceeded");
        }
    }
}
