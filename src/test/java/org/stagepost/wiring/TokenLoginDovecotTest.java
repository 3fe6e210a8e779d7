package org.stagepost.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretResolver;
import org.stagepost.credential.SecretStore;
import org.stagepost.credential.local.ReferenceResolver;
import org.stagepost.directory.ldap.LdapDirectoryConnector;
import org.stagepost.directory.sieve.ManageSieveConnector;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Mechanism;
import org.stagepost.endpoint.ProbeRequest;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Security;
import org.stagepost.endpoint.TokenGrant;
import org.stagepost.imap.ImapMailboxConnector;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.migration.MailboxLogins;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.oauth.HttpTokens;
import org.stagepost.testing.MailTenant;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** Tokens of a real token server at a real mail server: what opens mailboxes, and why the rest does not. */
@RequiresServer("dovecot")
@Timeout(120)
class TokenLoginDovecotTest {
    private static final ImapMailboxConnector IMAP = new ImapMailboxConnector();

    private static MailTenant tenant;
    private static RealServer dovecot;

    private final SecretResolver secrets = new ReferenceResolver(
            Map.of("CLIENT_SECRET", "any"),
            Path.of(""),
            purpose -> {
                throw new AssertionError("asked for " + purpose);
            },
            new NoStore());
    private final HttpTokens tokens = new HttpTokens(
            secrets,
            new NoStore(),
            (address, code, until) -> {
                throw new AssertionError("nobody signs in here");
            },
            Clock.systemUTC());
    private final MailboxLogins logins = new MailboxLogins(secrets, tokens);
    private final EndpointProbes probes = new EndpointProbes(
            IMAP,
            new LdapDirectoryConnector(),
            new ManageSieveConnector(Connections.plain()),
            logins,
            secrets,
            Connections.plain(),
            tokens);

    @BeforeAll
    static void start() {
        tenant = new MailTenant(60);
        dovecot = RealServer.start(
                "dovecot", Map.of("OAUTH", "app", "OAUTH_ISSUER", tenant.issuer(), "OAUTH_DENIED", "user03"));
    }

    @AfterAll
    static void stop() {
        dovecot.close();
        tenant.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mechanism.class,
            names = {"AUTO", "XOAUTH2", "OAUTHBEARER"})
    void anApplicationsTokenOpensEveryMailbox(Mechanism mechanism) {
        int before = tenant.requests();

        for (String mailbox : new String[] {"user01@example.test", "user02@example.test"}) {
            Endpoint endpoint = endpoint(MailTenant.APPLICATION, tenant.tokenUrl(), mechanism);
            try (SourceMailbox open = IMAP.openSource(endpoint, logins.admin(endpoint, mailbox, ""))) {
                assertThat(open.folders()).isNotEmpty();
            }
        }
        assertThat(tenant.requests() - before).isEqualTo(1);
    }

    @Test
    void theRoleIsMissing() {
        assertThat(refusal(MailTenant.WITHOUT_ROLE, tenant.tokenUrl(), "user01"))
                .contains("refused the login user01")
                .contains("the application has no role that opens mailboxes; its roles: none")
                .contains("IMAP.AccessAsApp");
    }

    @Test
    void theAudienceIsAnother() {
        assertThat(refusal(MailTenant.OTHER_AUDIENCE, tenant.tokenUrl(), "user01"))
                .contains("the token is for another audience, Microsoft Graph");
    }

    @Test
    void theMailboxIsNotGrantedOrUnknown() {
        Endpoint endpoint = endpoint(MailTenant.APPLICATION, tenant.tokenUrl(), Mechanism.AUTO);
        IMAP.openSource(endpoint, logins.admin(endpoint, "user01", "")).close();
        int before = tenant.requests();

        for (String mailbox : new String[] {"user03", "nobody"}) {
            assertThat(refusal(MailTenant.APPLICATION, tenant.tokenUrl(), mailbox))
                    .contains("refused the login " + mailbox)
                    .contains(
                            "other mailboxes were opened with such a token: this one does not exist, or is not granted");
        }
        assertThat(tenant.requests()).as("a token that is new is not replaced").isEqualTo(before);
    }

    @Test
    void theTokenIsAUsersOwn() {
        assertThat(refusal(MailTenant.OF_A_USER, tenant.tokenUrl(), "user02"))
                .contains("the token is that of user01, not of user02");
    }

    @Test
    void theTokenHasExpired() {
        try (MailTenant late = new MailTenant(-5);
                RealServer server =
                        RealServer.start("dovecot", Map.of("OAUTH", "app", "OAUTH_ISSUER", late.issuer()))) {
            Endpoint endpoint = endpoint(MailTenant.APPLICATION, late.lyingUrl(), Mechanism.AUTO, server);

            assertThat(refusal(endpoint, "user01")).contains("the token has expired: it was valid until ");
        }
    }

    @Test
    void theTokenIsForged() {
        assertThat(refusal(MailTenant.APPLICATION, tenant.forgingUrl(), "user01"))
                .contains("no mailbox was opened with this token yet")
                .contains("the server does not trust its issuer (http://127.0.0.1")
                .contains("or its signature");
    }

    @Test
    void theProbeTellsWhatTheTokenIsForAndOpensTheMailbox() {
        List<ProbeStage> stages = probes.probe(
                endpoint(MailTenant.APPLICATION, tenant.tokenUrl(), Mechanism.AUTO), new ProbeRequest("user01", false));

        assertThat(stages).allMatch(ProbeStage::passed);
        assertThat(stages)
                .extracting(ProbeStage::name)
                .containsSubsequence("dns", "tcp", "tls", "greeting", "capabilities", "token", "login", "folders");
        assertThat(named("token", stages).detail())
                .contains("valid until ", "aud https://outlook.office365.com", "roles IMAP.AccessAsApp SMTP.SendAsApp")
                .doesNotContain("eyJ");
    }

    @Test
    void theProbeNeedsAMailboxForTheLogin() {
        List<ProbeStage> stages = probes.probe(
                endpoint(MailTenant.APPLICATION, tenant.tokenUrl(), Mechanism.AUTO), new ProbeRequest("", false));

        assertThat(stages).allMatch(ProbeStage::passed);
        assertThat(named("token", stages).detail()).contains("valid until ");
        assertThat(named("login", stages).detail()).isEqualTo("not tested: a token opens mailboxes, name one");
    }

    @Test
    void theProbeEndsAtATokenThatOpensNothing() {
        List<ProbeStage> stages = probes.probe(
                endpoint(MailTenant.WITHOUT_ROLE, tenant.tokenUrl(), Mechanism.AUTO),
                new ProbeRequest("user01", false));

        ProbeStage last = stages.get(stages.size() - 1);
        assertThat(last.name()).isEqualTo("token");
        assertThat(last.passed()).isFalse();
        assertThat(last.cause()).contains("no role that opens mailboxes");
        assertThat(last.remedy()).contains("IMAP.AccessAsApp");
    }

    @Test
    void theProbeSaysWhyALoginWithAGoodTokenFailed() {
        List<ProbeStage> stages = probes.probe(
                endpoint(MailTenant.APPLICATION, tenant.forgingUrl(), Mechanism.AUTO),
                new ProbeRequest("user01", false));

        ProbeStage last = stages.get(stages.size() - 1);
        assertThat(last.name()).isEqualTo("login");
        assertThat(last.passed()).isFalse();
        assertThat(last.detail()).contains("no mailbox was opened with this token yet");
    }

    private static ProbeStage named(String name, List<ProbeStage> stages) {
        return stages.stream()
                .filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String refusal(String application, String tokenUrl, String mailbox) {
        return refusal(endpoint(application, tokenUrl, Mechanism.AUTO), mailbox);
    }

    private String refusal(Endpoint endpoint, String mailbox) {
        MigrationException refusal = catchThrowableOfType(
                MigrationException.class, () -> IMAP.openSource(endpoint, logins.admin(endpoint, mailbox, "")));
        assertThat(refusal.code()).isEqualTo(FailureCode.CREDENTIALS_REFUSED);
        return refusal.detail();
    }

    private static Endpoint endpoint(String application, String tokenUrl, Mechanism mechanism) {
        return endpoint(application, tokenUrl, mechanism, dovecot);
    }

    private static Endpoint endpoint(String application, String tokenUrl, Mechanism mechanism, RealServer server) {
        SecretReference none = SecretReference.none();
        TokenGrant grant = new TokenGrant(
                TokenGrant.Kind.CLIENT_CREDENTIALS,
                tokenUrl,
                "",
                application,
                SecretReference.parse("env:CLIENT_SECRET"),
                "",
                none,
                MailTenant.SCOPE,
                none);
        String authority = server.folder().resolve("tls/ca.pem").toString();
        return Endpoint.at(
                        "old-mail",
                        EndpointKind.IMAP,
                        "localhost",
                        server.port() + 1,
                        Protection.of(Security.TLS, authority))
                .withLogin(Login.admin(LoginStyle.TOKEN, "", none)
                        .withMechanism(mechanism)
                        .withOauth(grant));
    }

    /** Nothing is stored here. */
    private static final class NoStore implements SecretStore {
        @Override
        public Optional<Secret> find(String name) {
            return Optional.empty();
        }

        @Override
        public void put(String name, Secret secret) {
            throw new AssertionError("stored " + name);
        }

        @Override
        public void remove(String name) {
            throw new AssertionError("removed " + name);
        }
    }
}
