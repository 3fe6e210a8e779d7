package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Security;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.ProbeDepth;
import org.stagepost.mailbox.SeedItem;
import org.stagepost.model.FolderPath;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** The endpoint test against servers as they are. */
@RequiresServer({"dovecot", "cyrmaster", "saslpasswd2"})
class RealProbeTest {
    private static final ImapMailboxConnector CONNECTOR = new ImapMailboxConnector();

    private static DovecotKit dovecot;
    private static RealServer cyrus;

    @BeforeAll
    static void start() {
        dovecot = new DovecotKit(Map.of("USERS", "3"));
        dovecot.fill(List.of(
                SeedItem.in(FolderPath.INBOX, "one").marked(Marks.NONE), SeedItem.in(FolderPath.of("Work"), "two")));
        cyrus = RealServer.start("cyrus", Map.of("USERS", "2"));
    }

    @AfterAll
    static void stop() {
        dovecot.close();
        cyrus.close();
    }

    private static List<ProbeStage> probe(Endpoint endpoint, MailboxLogin login, ProbeDepth depth) {
        return CONNECTOR.probe(endpoint, Optional.of(login), depth);
    }

    private static ProbeStage last(List<ProbeStage> stages) {
        return stages.get(stages.size() - 1);
    }

    @Test
    void targetIsWrittenToAndNothingIsLeft() throws MessagingException {
        try (OtherClient client = dovecot.otherClient()) {
            List<String> before = client.folderNames();
            long inbox = client.highestModSeq(FolderPath.INBOX);
            long work = client.highestModSeq(FolderPath.of("Work"));

            List<ProbeStage> stages =
                    probe(dovecot.endpoint(), Endpoints.master("user01", "master", "masterpw"), ProbeDepth.WRITE);

            assertThat(stages)
                    .allMatch(ProbeStage::passed)
                    .extracting(ProbeStage::name)
                    .containsExactly(
                            "dns", "tcp", "greeting", "capabilities", "login", "rights", "folders", "message", "write");
            assertThat(last(stages).detail())
                    .matches("a message was written to Stagepost-Test-.*, and both were removed");
            assertThat(client.folderNames()).isEqualTo(before);
            assertThat(client.highestModSeq(FolderPath.INBOX)).isEqualTo(inbox);
            assertThat(client.highestModSeq(FolderPath.of("Work"))).isEqualTo(work);
        }
    }

    @Test
    void cyrusIsWrittenToBelowItsInboxAndNothingIsLeft() throws MessagingException {
        try (OtherClient client = new OtherClient(cyrus.port(), "user01", "secret")) {
            List<String> before = client.folderNames();

            List<ProbeStage> stages = probe(
                    Endpoints.plain(cyrus.port()), Endpoints.authzid("user01", "cyrus", "cyruspw"), ProbeDepth.WRITE);

            assertThat(stages).allMatch(ProbeStage::passed).hasSize(9);
            assertThat(client.folderNames()).isEqualTo(before);
        }
    }

    /** RFC 9051 §6.4.5: not even \Seen changes. */
    @Test
    void sourceIsReadAndNotChanged() throws MessagingException {
        try (OtherClient client = dovecot.otherClient()) {
            long before = client.highestModSeq(FolderPath.INBOX);

            List<ProbeStage> stages = probe(dovecot.endpoint(), Endpoints.user("user01", "secret"), ProbeDepth.READ);

            assertThat(last(stages).name()).isEqualTo("message");
            assertThat(last(stages).detail()).matches("read one of \\d+ bytes in INBOX");
            assertThat(client.highestModSeq(FolderPath.INBOX)).isEqualTo(before);
            assertThat(client.look(FolderPath.INBOX)).containsExactly("one");
        }
    }

    @Test
    void emptyMailboxPasses() {
        List<ProbeStage> stages = probe(dovecot.endpoint(), Endpoints.user("user02", "secret"), ProbeDepth.READ);

        assertThat(last(stages).passed()).isTrue();
        assertThat(last(stages).detail()).isEqualTo("no message there");
    }

    @Test
    void healthyServerIsTestedInTwoSeconds() {
        Endpoint endpoint = Endpoints.tls("localhost", dovecot.tlsPort(), dovecot.authority());
        probe(endpoint, Endpoints.user("user01", "secret"), ProbeDepth.WRITE); // classes are loaded once

        long before = System.nanoTime();
        List<ProbeStage> stages = probe(endpoint, Endpoints.user("user01", "secret"), ProbeDepth.WRITE);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        assertThat(stages).allMatch(ProbeStage::passed).hasSize(10);
    }

    @Test
    void rightsAreNamed() {
        List<ProbeStage> stages =
                probe(dovecot.endpoint(), Endpoints.master("user01", "master", "masterpw"), ProbeDepth.READ);

        assertThat(stages.get(5).detail()).matches("INBOX: rights [a-z]*r[a-z]*");
    }

    @Test
    void missingMailboxIsNamedByDovecot() {
        ProbeStage stage =
                last(probe(dovecot.endpoint(), Endpoints.master("nobody", "master", "masterpw"), ProbeDepth.READ));

        assertThat(stage.name()).isEqualTo("login");
        assertThat(stage.cause()).contains("does not exist");
    }

    @Test
    void separatorOfDovecotIsNamed() {
        MailboxLogin login = Endpoints.master("user01", "master", "wrong-canary");

        ProbeStage stage = last(probe(dovecot.endpoint(), login, ProbeDepth.READ));

        assertThat(stage.cause()).contains("user01*master");
        assertThat(stage.remedy()).contains("auth_master_user_separator");
        assertThat(stage.toString()).doesNotContain("canary");
    }

    @Test
    void tlsAgainstThePlaintextPortIsNamed() {
        Endpoint endpoint = Endpoints.tls("localhost", dovecot.port(), dovecot.authority());

        ProbeStage stage = last(CONNECTOR.probe(endpoint, Optional.empty(), ProbeDepth.READ));

        assertThat(stage.name()).isEqualTo("tls");
        assertThat(stage.cause()).contains("begins in plain text at port " + dovecot.port());
        assertThat(stage.remedy()).contains("starttls", "993");
    }

    @Test
    void plaintextAgainstTheTlsPortIsNamed() {
        Endpoint endpoint = Endpoints.of(
                "localhost",
                dovecot.tlsPort(),
                Security.STARTTLS,
                dovecot.authority().toString());
        ImapMailboxConnector hurried = new ImapMailboxConnector(WireScriptsTest.TIGHT);

        ProbeStage stage = last(hurried.probe(endpoint, Optional.empty(), ProbeDepth.READ));

        assertThat(stage.name()).isEqualTo("greeting");
        assertThat(stage.remedy()).contains("security tls");
    }

    @Test
    void unknownAuthorityIsNamed() {
        Endpoint endpoint = Endpoints.of("localhost", dovecot.tlsPort(), Security.TLS, "");

        ProbeStage stage = last(CONNECTOR.probe(endpoint, Optional.empty(), ProbeDepth.READ));

        assertThat(stage.cause()).contains("whom this machine does not know");
        assertThat(stage.remedy()).contains("caFile", "pin");
    }

    @Test
    void unreadableAuthorityIsAFaultOfTheSettings() {
        Endpoint endpoint = Endpoints.of("localhost", dovecot.tlsPort(), Security.TLS, "/nowhere/ca.pem");

        assertThat(CONNECTOR.probe(endpoint, Optional.empty(), ProbeDepth.READ))
                .extracting(ProbeStage::name)
                .containsExactly("settings");
    }

    @Test
    @Timeout(30)
    void aPortThatSpeaksTlsFromTheFirstByteIsNamedWithinSeconds() {
        Endpoint endpoint = Endpoints.of(
                "localhost",
                dovecot.tlsPort(),
                Security.STARTTLS,
                dovecot.authority().toString());

        ProbeStage last = last(probe(endpoint, Endpoints.user("user01", "x"), ProbeDepth.READ));

        assertThat(last.name()).isEqualTo("greeting");
        assertThat(last.detail()).contains("speaks TLS from the first byte");
        assertThat(last.remedy()).startsWith("Set security tls");
        assertThat(last.time()).isLessThan(Duration.ofSeconds(20));
    }
}
