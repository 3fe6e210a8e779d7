package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Mechanism;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryContent;
import org.stagepost.mailbox.SeedItem;
import org.stagepost.mailbox.SliceWriter;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** A server that refuses what it was about to be told makes a trace show nothing that is not to be shown. */
@Timeout(60)
class TracedRefusalsTest {
    private static final String CANARY = "canary canary canary";

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private void write(TargetMailbox mailbox, String... texts) {
        try (SliceWriter writer = mailbox.write(FolderPath.INBOX)) {
            for (String text : texts) {
                writer.add(
                        new ItemHead(new ItemKey(text), SeedItem.ARRIVED, Marks.NONE),
                        new MemoryContent((text + "\r\n").getBytes(StandardCharsets.US_ASCII)));
            }
            writer.finish().await();
        }
    }

    @Test
    void aMessageBehindOneThatWasRefusedIsNotShown() throws IOException {
        String append = " APPEND \"INBOX\" () \"29-Feb-2024 13:45:07 +0000\" ";
        List<String> script = List.of(
                "OPEN: target UIDPLUS",
                "C: s4" + append + "{82}",
                "S: s4 NO [TOOBIG] too big",
                "C: s5" + append + "{22}",
                "S: + go",
                "C: " + CANARY,
                "C: ",
                "S: s5 OK [APPENDUID 7 12] done");
        try (ScriptedServer server = new ScriptedServer(ServerSocketFactory.getDefault(), script)) {
            try (TargetMailbox mailbox = new ImapMailboxConnector()
                    .openTarget(
                            Endpoints.plain(server.port()),
                            Endpoints.user("ann", "pw").tracedBy(lines::add))) {
                write(mailbox, "x".repeat(80), CANARY);
            }
            assertThat(server.faults()).isEmpty();
        }

        assertThat(lines).noneMatch(line -> line.contains("canary"));
        assertThat(lines)
                .anyMatch(line -> line.endsWith("> s4" + append + "{82}"))
                .anyMatch(line -> line.endsWith("> s5" + append + "{22}"))
                .anyMatch(line -> line.endsWith("> (22 bytes) "))
                .anyMatch(line -> line.endsWith("> s6 LOGOUT"));
    }

    @Test
    void theFirstSecretStaysHiddenWhenAnotherOneIsLetIn() throws IOException {
        List<String> script = List.of(
                "S: * OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR] ready",
                "C: s1 AUTHENTICATE XOAUTH2 " + xoauth2("first-canary"),
                "S: s1 NO expired",
                "C: s2 AUTHENTICATE XOAUTH2 " + xoauth2("second-canary"),
                "S: s2 OK [CAPABILITY IMAP4rev1] in",
                "C: s3 LIST \"\" \"*\"",
                "S: * OK [ALERT] first-canary was replaced by second-canary",
                "S: s3 NO not now",
                "X:");
        var login = new MailboxLogin(
                LoginStyle.TOKEN,
                Mechanism.AUTO,
                "ann",
                "ann",
                new RenewedSecret(List.of("first-canary", "second-canary")),
                "",
                "");
        try (ScriptedServer server = new ScriptedServer(ServerSocketFactory.getDefault(), script)) {
            assertThatThrownBy(() -> new ImapMailboxConnector()
                            .openSource(Endpoints.plain(server.port()), login.tracedBy(lines::add)))
                    .isInstanceOf(MigrationException.class);
            assertThat(server.faults()).isEmpty();
        }

        assertThat(lines).anyMatch(line -> line.endsWith("< * OK [ALERT] *** was replaced by ***"));
    }

    private static String xoauth2(String token) {
        return Base64.getEncoder()
                .encodeToString(("user=ann\1auth=Bearer " + token + "\1\1").getBytes(StandardCharsets.UTF_8));
    }
}
