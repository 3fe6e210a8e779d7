package org.stagepost.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretSource;
import org.stagepost.directory.Directory;
import org.stagepost.directory.Redirection;
import org.stagepost.directory.SieveLogin;
import org.stagepost.directory.ldap.LdapDirectoryConnector;
import org.stagepost.directory.sieve.ManageSieveConnector;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Mechanism;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Proxy;
import org.stagepost.endpoint.Security;
import org.stagepost.imap.ImapMailboxConnector;
import org.stagepost.imap.wire.WireLimits;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.mailbox.ProbeDepth;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.OutgoingMail;
import org.stagepost.smtp.SmtpMailSender;
import org.stagepost.smtp.SmtpProbe;
import org.stagepost.testing.BadServer;
import org.stagepost.testing.BadServer.Fault;
import org.stagepost.testing.CertificateAuthority;
import org.stagepost.testing.CertificateAuthority.Issued;
import org.stagepost.testing.ProxyServer;

/** No server with bad TLS hears a user name or a password, and each is named rightly. */
class BadTlsServersTest {
    private static final String USER = "canary-user";
    private static final String PASSWORD = "hunter2-canary";
    private static final Set<Fault> TLS = Set.of(Fault.TLS_AT_ONCE);
    private static final Set<Fault> STARTTLS = Set.of();
    private static final Set<EndpointKind> ALL = Set.of(EndpointKind.values());
    /** They talk in lines, and before TLS. */
    private static final Set<EndpointKind> MAIL = Set.of(EndpointKind.IMAP, EndpointKind.SMTP, EndpointKind.SIEVE);

    private static final Set<EndpointKind> IMAP = Set.of(EndpointKind.IMAP);
    private static final ImapMailboxConnector MAILBOXES =
            new ImapMailboxConnector(WireLimits.STANDARD.waiting(Duration.ofSeconds(5)));

    private static CertificateAuthority authority;
    private static CertificateAuthority stranger;

    @BeforeAll
    static void foundAuthorities(@TempDir Path folder) {
        authority = new CertificateAuthority(folder, "Trusted-CA");
        stranger = new CertificateAuthority(folder, "Strange-CA");
    }

    /** @param words that the failed stage must say in detail, cause or remedy */
    record Bad(
            String name,
            Issued certificate,
            Set<Fault> faults,
            String host,
            Set<EndpointKind> kinds,
            boolean pinned,
            List<String> words) {
        static Bad of(String name, Issued certificate, Set<Fault> faults, Set<EndpointKind> kinds, String... words) {
            return new Bad(name, certificate, faults, "localhost", kinds, false, List.of(words));
        }

        Bad at(String other) {
            return new Bad(name, certificate, faults, other, kinds, pinned, words);
        }

        Bad pinnedToAnother() {
            return new Bad(name, certificate, faults, host, kinds, true, words);
        }

        boolean isTlsAtOnce() {
            return name.endsWith("on a TLS port")
                    || faults.contains(Fault.TLS_AT_ONCE) && !name.endsWith("on a STARTTLS port");
        }
    }

    static List<Bad> servers() {
        Instant now = Instant.now();
        Issued good = authority.issue("localhost");
        Issued expired = authority.issue(now.minus(Duration.ofDays(40)), 10, "localhost");
        Issued future = authority.issue(now.plus(Duration.ofDays(10)), 10, "localhost");
        Issued selfSigned = stranger.selfSigned("localhost");
        return List.of(
                Bad.of("expired", expired, TLS, ALL, "certificate expired on ", "this machine's clock says"),
                Bad.of("expired after STARTTLS", expired, STARTTLS, ALL, "certificate expired on "),
                Bad.of("not yet valid", future, TLS, ALL, "is not valid before ", "this machine's clock says"),
                Bad.of(
                        "for another name",
                        authority.issue("other.example.test"),
                        TLS,
                        ALL,
                        "its certificate is for other.example.test, not for localhost"),
                Bad.of(
                                "for a name, not the address",
                                good,
                                TLS,
                                ALL,
                                "its certificate is for localhost, not for 127.0.0.1")
                        .at("127.0.0.1"),
                Bad.of(
                                "for a wildcard of one level less",
                                authority.issue("*.example.test"),
                                TLS,
                                ALL,
                                "its certificate is for *.example.test, not for a.b.example.test")
                        .at("a.b.example.test"),
                Bad.of("self-signed", selfSigned, TLS, ALL, "its certificate is self-signed", selfSigned.sha256()),
                Bad.of(
                        "of an unknown CA",
                        stranger.issue("localhost"),
                        TLS,
                        ALL,
                        "comes from CN=Strange-CA",
                        "does not know"),
                Bad.of(
                        "of an unknown CA after STARTTLS",
                        stranger.issue("localhost"),
                        STARTTLS,
                        ALL,
                        "comes from CN=Strange-CA"),
                Bad.of("not the pinned one", good, TLS, ALL, "its certificate is not the pinned one", good.sha256())
                        .pinnedToAnother(),
                Bad.of("too old, choosing TLS 1.0", good, with(TLS, Fault.OLD_PROTOCOL), ALL, "its TLS is too old"),
                Bad.of("too old, alerting", good, with(TLS, Fault.ALERTS_OLD_PROTOCOL), ALL, "its TLS is too old"),
                Bad.of("too old after STARTTLS", good, with(STARTTLS, Fault.OLD_PROTOCOL), ALL, "its TLS is too old"),
                Bad.of(
                        "plaintext on a TLS port",
                        good,
                        with(STARTTLS, Fault.PLAINTEXT),
                        MAIL,
                        "does not speak TLS on port"),
                Bad.of("TLS on a STARTTLS port", good, TLS, MAIL, "TLS from the first byte, set security tls"),
                Bad.of("stripping STARTTLS", good, with(STARTTLS, Fault.STRIPS), MAIL, "STARTTLS"),
                Bad.of("without StartTLS", good, with(STARTTLS, Fault.STRIPS), Set.of(EndpointKind.LDAP), "StartTLS"),
                Bad.of("refusing STARTTLS", good, with(STARTTLS, Fault.REFUSES), MAIL, "STARTTLS"),
                Bad.of("refusing StartTLS", good, with(STARTTLS, Fault.REFUSES), Set.of(EndpointKind.LDAP), "StartTLS"),
                Bad.of("injecting behind STARTTLS", good, with(STARTTLS, Fault.INJECTS), MAIL, "inject"),
                Bad.of("PREAUTH before STARTTLS", good, with(STARTTLS, Fault.PREAUTH), IMAP, "PREAUTH before TLS"),
                Bad.of(
                        "PREAUTH inside TLS",
                        good,
                        with(TLS, Fault.PREAUTH),
                        IMAP,
                        "opens a mailbox without asking who comes (PREAUTH)"));
    }

    private static Set<Fault> with(Set<Fault> faults, Fault more) {
        List<Fault> all = new ArrayList<>(faults);
        all.add(more);
        return Set.copyOf(all);
    }

    static Stream<Arguments> serversOfEachKind() {
        return servers().stream()
                .flatMap(bad -> bad.kinds().stream().sorted().map(kind -> Arguments.of(kind, bad.name(), bad)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("serversOfEachKind")
    void hearsNoCredentialsAndIsNamedRightly(EndpointKind kind, String name, Bad bad) {
        try (BadServer server = new BadServer(kind, bad.certificate(), bad.faults());
                ProxyServer names = ProxyServer.open(Proxy.Kind.SOCKS, server.port())) {
            Endpoint endpoint = endpoint(kind, bad, server.port(), names.port());

            ProbeStage last = last(probe(endpoint));
            MigrationException failure = catchThrowableOfType(MigrationException.class, () -> use(endpoint));

            assertNothingSecret(server);
            assertThat(last.passed()).as(last.toString()).isFalse();
            assertThat(last.detail() + " " + last.cause() + " " + last.remedy()).contains(bad.words());
            assertThat(last.toString()).doesNotContain("PKIX", PASSWORD);
            assertThat(failure).as("what the work says").isNotNull();
            assertThat(failure.detail()).doesNotContain("PKIX", PASSWORD);
            assertRemedy(failure);
        }
    }

    /** Each has its own: a CA file helps only against an unknown issuer. */
    private static void assertRemedy(MigrationException failure) {
        if (failure.code() == FailureCode.ENDPOINT_NOT_TRUSTED) {
            boolean issuer = failure.detail().matches("(?s).*(self-signed|comes from).*");
            assertThat(failure.hint().contains("caFile")).as(failure.toString()).isEqualTo(issuer);
            assertThat(failure.hint()).isNotEqualTo(failure.code().hint());
        }
    }

    /** The recording tells: a server that is trusted hears the password, inside TLS only. */
    @ParameterizedTest
    @MethodSource("kindsAndSecurities")
    void aTrustedServerHearsThem(EndpointKind kind, Security security) {
        Set<Fault> faults = security == Security.TLS ? TLS : STARTTLS;
        try (BadServer server = new BadServer(kind, authority.issue("localhost"), faults)) {
            Bad good = Bad.of("good", authority.issue("localhost"), faults, ALL);

            tryTo(endpoint(kind, good, server.port(), 1));

            assertThat(secrets()).anyMatch(server.inside()::contains);
            assertThat(secrets()).noneMatch(server.wire()::contains);
        }
    }

    static Stream<Arguments> kindsAndSecurities() {
        return ALL.stream().flatMap(kind -> Stream.of(Security.TLS, Security.STARTTLS)
                .map(security -> Arguments.of(kind, security)));
    }

    /** LDAP and mails drop what came before TLS, without a look at it. */
    @ParameterizedTest
    @MethodSource("kindsAndSecurities")
    void whatWasInjectedBeforeTlsCountsForNothing(EndpointKind kind, Security security) {
        try (BadServer server =
                new BadServer(kind, authority.issue("localhost"), Set.of(Fault.INJECTS, Fault.OLD_PROTOCOL))) {
            Bad bad = Bad.of("injecting", authority.issue("localhost"), STARTTLS, ALL);

            assertThat(catchThrowableOfType(MigrationException.class, () -> use(endpoint(kind, bad, server.port(), 1))))
                    .isNotNull();
            assertNothingSecret(server);
        }
    }

    /** What was right once is verified again: a connection that is opened anew is no better than the first. */
    @Test
    void aDowngradeAtReconnectIsNoticed() {
        Issued certificate = authority.issue("localhost");
        Bad good = Bad.of("good", certificate, STARTTLS, IMAP);
        try (BadServer honest = new BadServer(EndpointKind.IMAP, certificate, STARTTLS);
                BadServer stripping = new BadServer(EndpointKind.IMAP, certificate, Set.of(Fault.STRIPS));
                ProxyServer first = ProxyServer.open(Proxy.Kind.SOCKS, honest.port());
                ProxyServer then = ProxyServer.open(Proxy.Kind.SOCKS, stripping.port())) {
            Endpoint endpoint = endpoint(EndpointKind.IMAP, good, 993, first.port());
            tryTo(through(endpoint, first.port()));
            assertThat(secrets()).anyMatch(honest.inside()::contains);

            MigrationException failure =
                    catchThrowableOfType(MigrationException.class, () -> use(through(endpoint, then.port())));

            assertThat(failure.detail()).contains("does not offer STARTTLS");
            assertNothingSecret(stripping);
        }
    }

    private static void assertNothingSecret(BadServer server) {
        for (String secret : secrets()) {
            assertThat(server.wire()).doesNotContain(secret);
            assertThat(server.inside()).doesNotContain(secret);
        }
    }

    /** User name and password in the forms in which logins send them, and some more. */
    private static List<String> secrets() {
        List<String> forms = new ArrayList<>(List.of(base64("\0" + USER + "\0" + PASSWORD)));
        for (String secret : List.of(USER, PASSWORD)) {
            String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
            forms.addAll(List.of(secret, base64(secret), hex, hex.toUpperCase(Locale.ROOT)));
        }
        return forms;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Endpoint endpoint(EndpointKind kind, Bad bad, int port, int proxyPort) {
        Security security = bad.isTlsAtOnce() ? Security.TLS : Security.STARTTLS;
        Protection protection = bad.pinned()
                ? new Protection(security, false, "", "ab".repeat(32), false, "", "")
                : Protection.of(security, authority.pem().toString());
        Endpoint endpoint = Endpoint.at("bad", kind, bad.host(), port, protection)
                .withBaseDn("dc=example,dc=test")
                .withFrom("stagepost@example.test")
                .withLogin(Login.admin(LoginStyle.PLAIN, USER, SecretReference.none()));
        return bad.host().endsWith(".test") ? through(endpoint, proxyPort) : endpoint;
    }

    private static Endpoint through(Endpoint endpoint, int port) {
        return endpoint.withProxy(new Proxy(Proxy.Kind.SOCKS, "127.0.0.1", port, "", SecretReference.none()));
    }

    private static MailboxLogin login() {
        return MailboxLogin.plain(USER, Secret.of(PASSWORD)).withMechanism(Mechanism.AUTO);
    }

    private static List<ProbeStage> probe(Endpoint endpoint) {
        SecretSource secret = SecretSource.of(Secret.of(PASSWORD));
        return switch (endpoint.kind()) {
            case IMAP -> MAILBOXES.probe(endpoint, Optional.of(login()), ProbeDepth.READ);
            case LDAP -> new LdapDirectoryConnector().probe(endpoint, Secret.of(PASSWORD));
            case SMTP -> new SmtpProbe(endpoint, secret, Connections.plain()).probe();
            case SIEVE -> new ManageSieveConnector(Connections.plain()).probe(endpoint, Optional.of(sieveLogin()));
        };
    }

    private static SieveLogin sieveLogin() {
        return new SieveLogin(USER, "", USER, Secret.of(PASSWORD));
    }

    private static void use(Endpoint endpoint) {
        SecretSource secret = SecretSource.of(Secret.of(PASSWORD));
        OutgoingMail mail = new OutgoingMail(
                List.of(new EmailAddress("admin@example.test")), "subject", "text", "<p>text</p>", List.of());
        switch (endpoint.kind()) {
            case IMAP -> MAILBOXES.openSource(endpoint, login()).close();
            case LDAP ->
                new LdapDirectoryConnector().open(endpoint, Secret.of(PASSWORD)).close();
            case SMTP -> new SmtpMailSender(endpoint, secret, Connections.plain()).send(mail);
            case SIEVE -> forward(endpoint);
        }
    }

    private static void forward(Endpoint endpoint) {
        EmailAddress user = new EmailAddress("ann@example.test");
        Redirection wanted = new Redirection(new EmailAddress("ann@new.example.test"), false, false);
        try (Directory scripts = new ManageSieveConnector(Connections.plain()).open(endpoint, who -> sieveLogin())) {
            scripts.plan(scripts.find(user).get(0), wanted);
        }
    }

    /** These servers know no more than logins, so the work fails in the end. */
    private static void tryTo(Endpoint endpoint) {
        try {
            use(endpoint);
        } catch (MigrationException e) {
            assertThat(e.detail()).doesNotContain(PASSWORD);
        }
    }

    private static ProbeStage last(List<ProbeStage> stages) {
        return stages.get(stages.size() - 1);
    }
}
