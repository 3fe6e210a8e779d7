package org.stagepost.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import org.stagepost.testing.ProxyServer;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** Where secrets are not: in arguments, children's environments, logs of everything, the store's files and reports. */
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

    private final Path folder;
    private final Path home;
    private final Issued client;
    private final Set<String> processes = new TreeSet<>();
    private final StringBuilder output = new StringBuilder();
    private RealServer dovecot;
    private BadServer relay;

    CanaryTest(@TempDir Path folder) {
        this.folder = folder;
        this.home = folder.resolve("home");
        this.client = new CertificateAuthority(folder, "Canary-CA").issue("localhost");
    }

    @BeforeEach
    void start() {
        dovecot = RealServer.start("dovecot", Map.of("USERS", "2", "PASSWORD", PASSWORD));
        relay = new BadServer(EndpointKind.SMTP, client, Set.of(BadServer.Fault.TLS_AT_ONCE));
    }

    @AfterEach
    void stop() {
        relay.close();
        dovecot.close();
    }

    @Test
    void secretsStayOutOfWhatOthersCanRead() throws IOException, InterruptedException {
        try (ProxyServer http = new ProxyServer(Proxy.Kind.HTTP, dovecot.port() + 1, "proxy-user", HTTP_PROXY);
                ProxyServer socks = new ProxyServer(Proxy.Kind.SOCKS, dovecot.port() + 1, "proxy-user", SOCKS_PROXY)) {
            Path job = job(http.port(), socks.port());

            int ran = stagepost("run", job.toString());
            stagepost("run", job.toString());
            stagepost(
                    "endpoint",
                    "create",
                    "token-mail",
                    "--skip-verification",
                    "--kind",
                    "imap",
                    "--host",
                    "localhost",
                    "login.oauth.grant=refresh-token",
                    "login.oauth.tokenUrl=https://login.example.test/token",
                    "login.oauth.clientId=x",
                    "login.oauth.clientSecret=" + file("secret", CLIENT_SECRET),
                    "login.oauth.refreshToken=" + file("refresh", REFRESH_TOKEN));
            stagepost("endpoint", "test", "token-mail");
            stagepost("endpoint", "show", "token-mail", "--json");
            stagepost("user", "show", "user01@example.test", "--json");

            assertThat(ran).as(output.toString()).isEqualTo(3);
            assertThat(http.asked()).isNotEmpty();
            assertThat(socks.asked()).isNotEmpty();
            assertThat(relay.inside()).as("the relay's login").contains("AUTH PLAIN");
        }

        assertThat(logs()).as("everything is logged").contains("TRACE", "DEBUG");
        assertThat(hits("a control", String.join("\n", canaries().values())))
                .hasSize(canaries().size());
        assertThat(hits("arguments and environments", String.join("\n", processes)))
                .isEmpty();
        assertThat(hits("output", output.toString())).isEmpty();
        assertThat(hitsInHome()).isEmpty();
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

    private int stagepost(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TracingMain.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--home", home.toString()));
        Path said = Files.createTempFile(folder, "stagepost", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(said.toFile())
                .start();
        while (process.isAlive()) {
            Stream.concat(Stream.of(process.toHandle()), process.descendants()).forEach(this::look);
            Thread.sleep(20);
        }
        output.append(Files.readString(said));
        return process.exitValue();
    }

    /** As every user of the machine sees it. */
    private void look(ProcessHandle process) {
        for (String what : List.of("cmdline", "environ")) {
            try {
                processes.add(Files.readString(
                        Path.of("/proc", String.valueOf(process.pid()), what), StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // it has ended
            }
        }
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

    private List<String> hitsInHome() throws IOException {
        List<String> hits = new ArrayList<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                hits.addAll(
                        hits(home.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1)));
            }
        }
        return hits;
    }

    private List<String> hits(String where, String text) {
        List<String> hits = new ArrayList<>();
        canaries().forEach((form, canary) -> {
            if (text.contains(canary)) {
                hits.add(form + " in " + where);
            }
        });
        return hits;
    }

    private Map<String, String> canaries() {
        Map<String, String> all = new LinkedHashMap<>();
        Map<String, String> logins = Map.of(
                PASSWORD,
                "user01",
                "wrong-" + PASSWORD,
                "user02",
                HTTP_PROXY,
                "proxy-user",
                SOCKS_PROXY,
                "proxy-user",
                RELAY,
                "relay",
                CLIENT_SECRET,
                "x",
                REFRESH_TOKEN,
                "x",
                MASTER,
                "user01*master");
        logins.forEach((secret, user) -> {
            String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
            all.put(secret, secret);
            all.put(secret + " in base64", unpadded(secret));
            all.put(secret + " as SASL", unpadded("\0" + user + "\0" + secret));
            all.put(secret + " as Basic", unpadded(user + ":" + secret));
            all.put(secret + " in a URL", URLEncoder.encode(secret, StandardCharsets.UTF_8));
            all.put(secret + " in hex", hex);
            all.put(secret + " in HEX", hex.toUpperCase(Locale.ROOT));
        });
        byte[] key = client.key().getEncoded();
        all.put("client key", Base64.getEncoder().encodeToString(key).substring(60, 120));
        all.put("client key in hex", HexFormat.of().formatHex(key).substring(80, 160));
        return all;
    }

    /** What follows may hang on to the last letters. */
    private static String unpadded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(bytes).substring(0, bytes.length / 3 * 4);
    }
}
