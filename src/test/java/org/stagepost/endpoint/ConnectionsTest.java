package org.stagepost.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.testing.ProxyServer;

class ConnectionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String CANARY = "hunter2-canary";

    private ServerSocket server;

    @BeforeEach
    void greets() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread greeter = new Thread(() -> {
            try {
                while (true) {
                    try (Socket client = server.accept()) {
                        client.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
                    }
                }
            } catch (IOException e) {
                // the test is over
            }
        });
        greeter.setDaemon(true);
        greeter.start();
    }

    @AfterEach
    void closes() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Proxy.Kind.class)
    void theProxyGetsTheNameAsItIs(Proxy.Kind kind) throws IOException {
        try (ProxyServer proxy = ProxyServer.open(kind, server.getLocalPort())) {
            Endpoint endpoint = through(proxy, kind, "imap.nowhere.example.test", SecretReference.none(), "");

            assertThat(heard(endpoint, Connections.plain())).isEqualTo("hello");
            assertThat(proxy.asked()).containsExactly("imap.nowhere.example.test:993");
            assertThat(Connections.describe(endpoint, Connections.lookUp(endpoint)))
                    .contains("imap.nowhere.example.test is looked up by the proxy");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP,  192.0.2.7, 192.0.2.7:993",
        "SOCKS, 192.0.2.7, 192.0.2.7:993",
        "HTTP,  [::1],     [::1]:993",
        "SOCKS, ::1,       0:0:0:0:0:0:0:1:993"
    })
    void addressesAreNamedAsSuch(Proxy.Kind kind, String host, String asked) throws IOException {
        try (ProxyServer proxy = ProxyServer.open(kind, server.getLocalPort())) {
            assertThat(heard(through(proxy, kind, host, SecretReference.none(), ""), Connections.plain()))
                    .isEqualTo("hello");
            assertThat(proxy.asked()).containsExactly(asked);
        }
    }

    @ParameterizedTest
    @EnumSource(Proxy.Kind.class)
    void thePasswordIsResolvedAndProves(Proxy.Kind kind) throws IOException {
        try (ProxyServer proxy = new ProxyServer(kind, server.getLocalPort(), "ann", CANARY)) {
            Endpoint endpoint = through(proxy, kind, "imap.example.test", SecretReference.parse("env:PROXY"), "ann");

            assertThat(heard(endpoint, new Connections((reference, purpose) -> Secret.of(CANARY))))
                    .isEqualTo("hello");
            assertThatThrownBy(() -> heard(endpoint, Connections.plain()))
                    .isInstanceOfSatisfying(
                            MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.SECRET_MISSING));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP,  '',  'wants a login (407 Proxy Authentication Required): set user and password'",
        "SOCKS, '',  'wants a login: set user and password'",
        "HTTP,  bob, 'refuses the login of bob (407 Proxy Authentication Required)'",
        "SOCKS, bob, 'refuses the login of bob'"
    })
    void aWrongLoginIsRefusedForGood(Proxy.Kind kind, String user, String words) {
        try (ProxyServer proxy = new ProxyServer(kind, server.getLocalPort(), "ann", CANARY)) {
            SecretReference password =
                    user.isEmpty() ? SecretReference.none() : SecretReference.literal(Secret.of("wrong-canary"));

            ProxyRefused refused = refused(through(proxy, kind, "imap.example.test", password, user));

            assertThat(refused.code()).isEqualTo(FailureCode.ENDPOINT_REFUSED);
            assertThat(refused).hasMessageContaining(words);
            assertThat(refused.getMessage()).doesNotContain("canary");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 403 Forbidden,              ENDPOINT_REFUSED,     does not allow connections to imap.example.test:993",
        "HTTP/1.0 502 Bad Gateway,            ENDPOINT_UNREACHABLE, cannot reach imap.example.test:993 (502 Bad Gateway)",
        "HTTP/1.1 504 no way,                 ENDPOINT_UNREACHABLE, cannot reach",
        "HTTP/1.1 407 what is YW5uOmh1bnRlcjItY2FuYXJ5?, ENDPOINT_REFUSED, (407 what is ***?)",
        "220 mail.example.test ESMTP,         ENDPOINT_REFUSED,     does not answer as an HTTP proxy"
    })
    void whatAnHttpProxySaysIsToldInWords(String status, FailureCode code, String words) {
        ProxyRefused refused =
                answered(Proxy.Kind.HTTP, (status + "\r\nX: y\r\n\r\n").getBytes(StandardCharsets.US_ASCII));

        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused).hasMessageContaining(words);
        assertThat(refused.getMessage()).doesNotContain("canary", "YW5uOmh1bnRlcjItY2FuYXJ5");
    }

    @ParameterizedTest
    @CsvSource({
        "1, ENDPOINT_UNREACHABLE, failed to connect",
        "2, ENDPOINT_REFUSED,     does not allow connections to imap.example.test port 993",
        "3, ENDPOINT_UNREACHABLE, no way to the network",
        "4, ENDPOINT_UNREACHABLE, cannot find or reach imap.example.test",
        "5, ENDPOINT_UNREACHABLE, nothing listens there",
        "8, ENDPOINT_REFUSED,     opens no connections to an address such as"
    })
    void whatASocksProxySaysIsToldInWords(int reply, FailureCode code, String words) {
        ProxyRefused refused = answered(Proxy.Kind.SOCKS, new byte[] {5, 0, 5, (byte) reply, 0, 1, 0, 0, 0, 0, 0, 0});

        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused).hasMessageContaining(words);
    }

    @Test
    void endlessAnswersEnd() {
        byte[] endless = ("HTTP/1.1 200 ok\r\n" + "X: y\r\n".repeat(100_000)).getBytes(StandardCharsets.US_ASCII);

        assertThat(answered(Proxy.Kind.HTTP, endless)).hasMessageContaining("does not end");
        assertThat(answered(Proxy.Kind.HTTP, "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("does not end");
        assertThat(answered(Proxy.Kind.SOCKS, "HTTP/1.1 400".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("does not answer as a SOCKS 5 proxy");
    }

    @Test
    void aSilentProxyIsGivenUpInTime() {
        byte[] halfOfIt = {5};
        try (ProxyServer proxy = ProxyServer.open(Proxy.Kind.SOCKS, 1).answering(halfOfIt)) {
            Endpoint endpoint = through(proxy, Proxy.Kind.SOCKS, "imap.example.test", SecretReference.none(), "");

            long before = System.nanoTime();
            assertThatThrownBy(() -> Connections.plain().open(endpoint, Duration.ofMillis(300)))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PATIENCE);
        }
    }

    @Test
    void withoutProxyTheNameIsLookedUpHere() throws IOException {
        Endpoint unknown = Endpoint.at("x", EndpointKind.IMAP, "no..host", 993, Protection.of(Security.TLS, ""));
        Endpoint literal = Endpoint.at("x", EndpointKind.IMAP, "[::1]", 993, Protection.of(Security.TLS, ""));

        assertThatThrownBy(() -> Connections.lookUp(unknown))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("there is no host named no..host");
        assertThat(literal.host()).isEqualTo("::1");
        assertThat(literal.address()).isEqualTo("imap://[::1]:993");
        assertThat(Connections.lookUp(literal)).isEqualTo(List.of(InetAddress.getByName("::1")));
    }

    private static ProxyRefused answered(Proxy.Kind kind, byte[] answer) {
        try (ProxyServer proxy = ProxyServer.open(kind, 1).answering(answer)) {
            SecretReference password = SecretReference.literal(Secret.of(CANARY));
            return refused(through(proxy, kind, "imap.example.test", password, kind == Proxy.Kind.HTTP ? "ann" : ""));
        }
    }

    private static ProxyRefused refused(Endpoint endpoint) {
        return catchThrowableOfType(
                ProxyRefused.class, () -> Connections.plain().open(endpoint, PATIENCE));
    }

    private static String heard(Endpoint endpoint, Connections connections) throws IOException {
        try (Socket socket = connections.open(endpoint, PATIENCE)) {
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
        }
    }

    private static Endpoint through(
            ProxyServer proxy, Proxy.Kind kind, String host, SecretReference password, String user) {
        return Endpoint.at("old-mail", EndpointKind.IMAP, host, 993, Protection.of(Security.TLS, ""))
                .withProxy(new Proxy(kind, "127.0.0.1", proxy.port(), user, password));
    }
}
