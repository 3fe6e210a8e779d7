package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretSource;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Mechanism;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Security;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.mailbox.ProbeDepth;
import org.stagepost.mailbox.SeedItem;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.testing.RequiresServer;

/** Every way in, and what is said when a door stays shut. */
@RequiresServer("dovecot")
class LoginTest {
    private static final ImapMailboxConnector CONNECTOR = new ImapMailboxConnector();

    private static DovecotKit dovecot;

    @BeforeAll
    static void start() {
        dovecot = new DovecotKit(Map.of());
        dovecot.fill(List.of(SeedItem.in(FolderPath.INBOX, "one")));
    }

    @AfterAll
    static void stop() {
        dovecot.close();
    }

    @Test
    void administratorsOpenTheMailboxTheyName() {
        assertThat(itemsSeenBy(Endpoints.user("user01", "secret"))).isEqualTo(1);
        assertThat(itemsSeenBy(Endpoints.master("user01", "master", "masterpw")))
                .isEqualTo(1);
        assertThat(itemsSeenBy(Endpoints.authzid("user01", "master", "masterpw")))
                .isEqualTo(1);
        assertThat(itemsSeenBy(Endpoints.master("user02", "master", "masterpw")))
                .isZero();
    }

    private static int itemsSeenBy(MailboxLogin login) {
        try (SourceMailbox mailbox = CONNECTOR.openSource(dovecot.endpoint(), login)) {
            return mailbox.list(FolderPath.INBOX).await().items().size();
        }
    }

    @Test
    void userRootIsTheWholeMailbox() {
        FolderPath shared = FolderPath.of("users", "ann");
        dovecot.fill(List.of(
                SeedItem.in(FolderPath.INBOX, "one"),
                SeedItem.in(shared, "root"),
                SeedItem.in(FolderPath.of("users", "ann", "Sent"), "sent"),
                SeedItem.in(FolderPath.of("users", "bob"), "other")));
        MailboxLogin login = new MailboxLogin(
                LoginStyle.PLAIN,
                Mechanism.AUTO,
                "user01",
                "user01",
                SecretSource.of(Secret.of("secret")),
                "*",
                "/users/ann");

        try (SourceMailbox mailbox = CONNECTOR.openSource(dovecot.endpoint(), login)) {
            assertThat(mailbox.folders())
                    .extracting(Folder::path)
                    .containsExactlyInAnyOrder(FolderPath.INBOX, FolderPath.of("Sent"));
            assertThat(mailbox.list(FolderPath.INBOX).await().items()).hasSize(1);
            assertThat(mailbox.list(FolderPath.of("Sent")).await().items()).hasSize(1);
        }
    }

    @Test
    void refusedLoginsReachTheMailboxOnly() {
        assertThat(refusal(Endpoints.user("user01", "hunter2-canary")).code())
                .isEqualTo(FailureCode.CREDENTIALS_REFUSED);
        assertThat(refusal(Endpoints.master("user01", "master", "hunter2-canary"))
                        .code())
                .isEqualTo(FailureCode.CREDENTIALS_REFUSED);
        assertThat(refusal(Endpoints.master("nobody", "master", "masterpw")).code())
                .isEqualTo(FailureCode.MAILBOX_BUSY);
        assertThat(refusal(Endpoints.user("user01", "")).code()).isEqualTo(FailureCode.CREDENTIALS_REFUSED);
    }

    @Test
    void refusalNamesTheUserAndTheServersWordsButNoSecret() {
        MigrationException refusal = refusal(Endpoints.user("user01", "hunter2-canary"));

        assertThat(refusal).hasMessageContaining("user01").hasMessageContaining("AUTHENTICATIONFAILED");
        assertThat(refusal).hasStackTraceContaining("user01");
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            assertThat(String.valueOf(cause)).doesNotContain("hunter2");
        }
    }

    private static MigrationException refusal(MailboxLogin login) {
        return catchThrowableOfType(MigrationException.class, () -> CONNECTOR.openSource(dovecot.endpoint(), login));
    }

    @Test
    void probePassesEveryStage() {
        Optional<MailboxLogin> login = Optional.of(Endpoints.user("user01", "secret"));
        Path authority = dovecot.authority();

        assertThat(CONNECTOR.probe(Endpoints.tls("localhost", dovecot.tlsPort(), authority), login, ProbeDepth.READ))
                .allMatch(ProbeStage::passed)
                .extracting(ProbeStage::name)
                .containsExactly(
                        "dns", "tcp", "tls", "greeting", "capabilities", "login", "rights", "folders", "message");
        Endpoint startTls = Endpoints.of("localhost", dovecot.port(), Security.STARTTLS, authority.toString());
        assertThat(CONNECTOR.probe(startTls, login, ProbeDepth.READ))
                .allMatch(ProbeStage::passed)
                .extracting(ProbeStage::name)
                .containsExactly(
                        "dns", "tcp", "greeting", "tls", "capabilities", "login", "rights", "folders", "message");
    }

    @Test
    void probeEndsAtTheFirstFailureWithARemedy() {
        List<ProbeStage> stages = CONNECTOR.probe(
                dovecot.endpoint(), Optional.of(Endpoints.user("user01", "hunter2-canary")), ProbeDepth.READ);

        ProbeStage last = stages.get(stages.size() - 1);
        assertThat(last.name()).isEqualTo("login");
        assertThat(last.passed()).isFalse();
        assertThat(last.detail()).contains("AUTHENTICATIONFAILED").doesNotContain("hunter2");
        assertThat(last.remedy()).isEqualTo(FailureCode.CREDENTIALS_REFUSED.hint());
    }

    @Test
    void probeWithoutLoginEndsBeforeIt() {
        assertThat(CONNECTOR.probe(dovecot.endpoint(), Optional.empty(), ProbeDepth.READ))
                .extracting(ProbeStage::name)
                .containsExactly("dns", "tcp", "greeting", "capabilities");
    }

    @Test
    void probeTellsNameAndPortApart() {
        Endpoint nowhere = Endpoints.of("nowhere.invalid", 993, Security.TLS, "");
        Endpoint closed = Endpoints.plain(1);

        assertThat(CONNECTOR.probe(nowhere, Optional.empty(), ProbeDepth.READ))
                .extracting(ProbeStage::name)
                .containsExactly("dns");
        assertThat(CONNECTOR.probe(closed, Optional.empty(), ProbeDepth.READ))
                .extracting(ProbeStage::name)
                .containsExactly("dns", "tcp");
    }
}
