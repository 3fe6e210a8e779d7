package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.credential.Secret;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Security;
import org.stagepost.imap.ImapMailboxConnector;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryContent;
import org.stagepost.mailbox.SliceWriter;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FolderPath;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** A real server is asked for no more messages a second than its endpoint allows; time passes while mailboxes wait. */
@RequiresServer("dovecot")
@Timeout(120)
class DovecotRateTest {
    private static final int MESSAGES = 100;
    private static final int PER_SECOND = 5;

    @Test
    void twoMailboxesTogetherKeepTheRate(@TempDir Path folder) {
        try (RealServer server = RealServer.start("dovecot", Map.of());
                JobWorld world = new JobWorld(folder)) {
            fill(server.port(), "user01");
            fill(server.port(), "user02");
            world.servers.realSource(new ImapMailboxConnector());
            world.csv(
                    "EmailAddress,UserName,Password", "a1@example.test,user01,secret", "a2@example.test,user02,secret");

            RunResult result = world.run(world.write("wave-1.yml", """
                    name: wave-1
                    type: imap
                    csv: users.csv
                    source: { endpoint: old-mail }
                    target: { endpoint: new-mail }
                    endpoints:
                      - { name: old-mail, kind: imap, host: 127.0.0.1, port: %d, security: none, allowPlaintext: true, login: { as: user }, maxMessagesPerSecond: %d }
                      - { name: new-mail, kind: imap, host: new.example.test, login: { as: admin, user: boss, password: "file:secret" } }
                    """.formatted(server.port(), PER_SECOND)));

            assertThat(result.exitCode()).isEqualTo(ExitCode.SUCCESS);
            int copied = JobWorld.contents(world.servers.target("a1@example.test"))
                            .size()
                    + JobWorld.contents(world.servers.target("a2@example.test")).size();
            assertThat(copied).isGreaterThanOrEqualTo(2 * MESSAGES);
            assertThat((double) copied / world.time.passed().toSeconds()).isBetween(PER_SECOND * 0.4, PER_SECOND * 1.1);
        }
    }

    private static void fill(int port, String user) {
        Endpoint endpoint =
                Endpoint.at("old-mail", EndpointKind.IMAP, "127.0.0.1", port, Protection.of(Security.NONE, ""));
        try (TargetMailbox mailbox =
                new ImapMailboxConnector().openTarget(endpoint, MailboxLogin.plain(user, Secret.of("secret")))) {
            try (SliceWriter writer = mailbox.write(FolderPath.INBOX)) {
                for (int i = 0; i < MESSAGES; i++) {
                    writer.add(
                            new ItemHead(
                                    new ItemKey(Integer.toString(i)),
                                    Instant.parse("2024-02-29T13:45:07Z"),
                                    Marks.NONE),
                            new MemoryContent(
                                    ("Subject: " + i + "\r\n\r\ntext\r\n").getBytes(StandardCharsets.US_ASCII)));
                }
                writer.finish().await();
            }
        }
    }
}
