package org.stagepost.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Proxy;
import org.stagepost.testing.BadServer;
import org.stagepost.testing.CertificateAuthority;
import org.stagepost.testing.CertificateAuthority.Issued;
import org.stagepost.testing.MailTenant;
import org.stagepost.testing.ProxyServer;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/**
 * Where secrets are not: in arguments, children's environments, logs of everything, the store's files, reports, and, when
 * the work is done, in memory that is still reachable.
 */
@RequiresServer("dovecot")
class CanaryTest {
    /** So that each encoding is another text. */
    private static final String PASSWORD = "hunter2/canary+row&1";

    private static final String MASTER = "masterpw";
    private static final String HTTP_PROXY = "hunter2/canary+proxy&http";
    private static final String SOCKS_PROXY = "hunter2/canary+proxy&socks";
    private static final String RELAY = "hunter2/canary+relay&1";
    private static final String CLIENT_SECRET = "hunter2/canary+client&secret";
    private static final String REFRESH_TOKEN = "hunter2/canary+refresh&token";
    /** In the processes' memory to the end: text with all its forms, and a secret with but one. */
    private static final String KEPT_TEXT = "kept/canary+text&1";

    private static final String KEPT_SECRET = "kept/canary+secret&1";
    /** A token is recognised by its end: the signature is its own. */
    private static final int END_OF_TOKEN = 40;

    private final Path folder;
    private final Path home;
    private final Issued client;
    private final Canaries canaries = new Canaries();
    private final Canaries kept = new Canaries().with("kept text", KEPT_TEXT).with("kept secret", KEPT_SECRET);
    private MailTenant tenant;
    private RealServer dovecot;
    private BadServer relay;
    private WatchedProcesses processes;

    CanaryTest(@TempDir Path folder) {
        this.folder = folder;
        this.home = folder.resolve("home");
        this.client = new CertificateAuthority(folder, "Canary-CA").issue("localhost");
    }

    @BeforeEach
    void start() throws IOException {
        tenant = new MailTenant(3600);
        dovecot = RealServer.start(
                "dovecot", Map.of("USERS", "2", "PASSWORD", PASSWORD, "OAUTH", "app", "OAUTH_ISSUER", tenant.issuer()));
        relay = new BadServer(EndpointKind.SMTP, client, Set.of(BadServer.Fault.TLS_AT_ONCE));
        Path text = Files.writeString(
                folder.resolve("kept.txt"),
                String.join("\n", new Canaries().with("kept text", KEPT_TEXT).forms()));
        Path secret = Files.writeString(folder.resolve("kept.secret"), KEPT_SECRET);
        processes = new WatchedProcesses(folder, home, text + ":" + secret);
    }

    @AfterEach
    void stop() {
        relay.close();
        dovecot.close();
        tenant.close();
    }

    @Test
    void secretsStayOutOfWhatOthersCanRead() throws IOException, InterruptedException {
        try (ProxyServer http = new ProxyServer(Proxy.Kind.HTTP, dovecot.port() + 1, "proxy-user", HTTP_PROXY);
                ProxyServer socks = new ProxyServer(Proxy.Kind.SOCKS, dovecot.port() + 1, "proxy-user", SOCKS_PROXY)) {
            Path job = job(http.port(), socks.port());

            int ran = processes.runToADump(
                    "run", job.toString(), "--trace", "user01@example.test", "--trace", "user02@example.test");
            processes.run("run", job.toString());

            assertThat(ran).as(processes.output()).isEqualTo(3);
            assertThat(http.asked()).isNotEmpty();
            assertThat(socks.asked()).isNotEmpty();
            assertThat(relay.inside()).as("the relay's login").contains("AUTH PLAIN");
        }
        workWithTokens();
        processes.run("user", "show", "user01@example.test", "--json");
        lookFor();

        assertThat(logs()).as("everything is logged").contains("TRACE", "DEBUG");
        assertThat(logs()).as("traced").contains(" > s1 LOGIN ***", " < s1 NO ***");
        assertThat(canaries.in(String.join("\n", canaries.forms())))
                .as("a control")
                .isEqualTo(canaries.names());
        assertThat(canaries.in(processes.seen()))
                .as("arguments and environments")
                .isEmpty();
        assertThat(canaries.in(processes.output())).as("output").isEmpty();
        assertThat(hitsInHome()).isEmpty();
        for (Path dump : processes.dumps()) {
            assertThat(kept.in(dump))
                    .as("a control in " + dump)
                    .contains("kept secret")
                    .hasSize(8);
            assertThat(canaries.in(dump)).as(dump.toString()).isEmpty();
        }
    }

    /** One endpoint gets tokens and opens a mailbox with each, the other has a refresh token that nobody takes. */
    private void workWithTokens() throws IOException, InterruptedException {
        String client = "login.oauth.clientSecret=" + file("client", CLIENT_SECRET);
        int created = processes.runToADump(
                "endpoint create app-mail --mailbox user01 --kind imap --host localhost --port %d --ca-file %s %s %s %s %s %s"
                        .formatted(
                                dovecot.port() + 1,
                                dovecot.folder().resolve("tls/ca.pem"),
                                "login.oauth.grant=client-credentials",
                                "login.oauth.tokenUrl=" + tenant.tokenUrl(),
                                "login.oauth.clientId=" + MailTenant.APPLICATION,
                                "login.oauth.scope=" + MailTenant.SCOPE,
                                client)
                        .split(" "));
        assertThat(created).as(processes.output()).isZero();
        processes.run(("endpoint create token-mail --skip-verification --kind imap --host localhost"
                        + " login.oauth.grant=refresh-token login.oauth.tokenUrl=https://login.example.test/token"
                        + " login.oauth.clientId=x " + client + " login.oauth.refreshToken="
                        + file("refresh", REFRESH_TOKEN))
                .split(" "));
        processes.run("endpoint", "test", "token-mail");
        processes.run("endpoint", "show", "token-mail", "--json");
    }

    private void lookFor() {
        canaries.with("password", PASSWORD)
                .with("wrong password", "wrong-" + PASSWORD)
                .with("HTTP proxy's password", HTTP_PROXY)
                .with("SOCKS proxy's password", SOCKS_PROXY)
                .with("relay's password", RELAY)
                .with("master's password", MASTER)
                .with("client secret", CLIENT_SECRET)
                .with("refresh token", REFRESH_TOKEN)
                .withKey("client key", client.key());
        assertThat(tenant.given()).isNotEmpty();
        for (String token : tenant.given()) {
            canaries.with(
                    "access token " + tenant.given().indexOf(token), token.substring(token.length() - END_OF_TOKEN));
        }
    }

    /** The first user's password is right, the second's is not: what fails is told most about. */
    private Path job(int httpPort, int socksPort) throws IOException {
        Files.writeString(
                folder.resolve("users.csv"),
                "EmailAddress,UserName,Password\r\nuser01@example.test,user01," + PASSWORD
                        + "\r\nuser02@example.test,user02,wrong-" + PASSWORD + "\r\n");
        String mail = ", kind: imap, host: localhost, port: " + (dovecot.port() + 1) + ", security: tls, caFile: "
                + dovecot.folder().resolve("tls/ca.pem") + ", ";
        return Files.writeString(
                folder.resolve("job.yml"),
                "name: wave-1\ntype: imap\ncsv: users.csv\nsource: { endpoint: old-mail }\ntarget: { endpoint: new-mail }\n"
                        + "notify: [admin@example.test]\nendpoints:\n"
                        + "  - { name: old-mail" + mail + "proxy: { kind: http, host: 127.0.0.1, port: " + httpPort
                        + ", user: proxy-user, password: \"" + HTTP_PROXY + "\" } }\n"
                        + "  - { name: new-mail" + mail + "proxy: { kind: socks, host: 127.0.0.1, port: " + socksPort
                        + ", user: proxy-user, password: \"" + file("socks", SOCKS_PROXY) + "\" },\n"
                        + "      login: { as: admin, style: master-user, user: master, password: \""
                        + file("master", MASTER) + "\", mailboxNaming: local-part } }\n"
                        + "  - { name: relay, kind: smtp, host: localhost, port: " + relay.port()
                        + ", security: tls, pin: " + client.sha256() + ", from: stagepost@example.test,\n"
                        + "      clientCertificate: " + client.certificate() + ", clientKey: " + client.keyFile()
                        + ", login: { as: admin, user: relay, password: \"" + file("relay", RELAY) + "\" } }\n");
    }

    private String file(String name, String secret) throws IOException {
        return "file:" + Files.writeString(folder.resolve(name + ".secret"), secret + "\n");
    }

    private String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(home.resolve("logs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private Set<String> hitsInHome() throws IOException {
        Set<String> hits = new TreeSet<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                canaries.in(file).forEach(found -> hits.add(found + " in " + home.relativize(file)));
            }
        }
        return hits;
    }
}
