package org.stagepost.discovery.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.credential.Secret;
import org.stagepost.discovery.AddressPolicy;
import org.stagepost.discovery.DiscoveryBounds;
import org.stagepost.discovery.DiscoveryLogin;
import org.stagepost.discovery.FakeNames;
import org.stagepost.discovery.Trail;
import org.stagepost.discovery.Trails;

class PinnedWebTest {
    private static final DiscoveryBounds QUICK_REQUEST = new DiscoveryBounds(
            Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(900), Duration.ofSeconds(60));
    private static final DiscoveryBounds QUICK_READ = new DiscoveryBounds(
            Duration.ofSeconds(20), Duration.ofMillis(400), Duration.ofSeconds(20), Duration.ofSeconds(60));
    private static final DiscoveryLogin LOGIN = new DiscoveryLogin("ann", Secret.of("hunter2-canary"));

    private static LocalSite site;

    private final FakeNames names = new FakeNames();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        site = LocalSite.start(folder, "good.test", "other.test");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void forget() {
        site.requests.clear();
        site.dialed.clear();
        site.logins.clear();
    }

    private PinnedWeb web() {
        return web(site::dial, site.caFile(), DiscoveryBounds.DEFAULT);
    }

    private PinnedWeb web(Dialer dialer, String caFile, DiscoveryBounds bounds) {
        return new PinnedWeb(names, AddressPolicy.PUBLIC_ONLY, dialer, caFile, bounds);
    }

    private static WebRequest get(String url) {
        return WebRequest.get(WebUrl.parse(url).orElseThrow());
    }

    private static String failure(Web web, String url) {
        return catchThrowableOfType(WebFailure.class, () -> web.send(get(url))).words();
    }

    @Test
    void anAnswerComesOverAVerifiedLine() throws WebFailure {
        names.withAddresses("good.test", LocalSite.ADDRESS);
        site.ok("GET https://good.test/a?b=c", "hello");

        WebReply reply = web().send(get("https://good.test/a?b=c"));

        assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("hello");
        assertThat(site.requests).containsExactly("GET https://good.test/a?b=c");
        assertThat(site.dialed).containsExactly(LocalSite.ADDRESS + ":443");
    }

    @Test
    void thePasswordGoesOverAVerifiedLineOnly() throws WebFailure {
        names.withAddresses("good.test", LocalSite.ADDRESS).withAddresses("wrong.test", LocalSite.ADDRESS);

        web().send(get("https://good.test/").withLogin(LOGIN));
        assertThat(site.logins).containsExactly("Basic YW5uOmh1bnRlcjItY2FuYXJ5");
        site.logins.clear();

        assertThatThrownBy(() -> web().send(get("https://wrong.test/").withLogin(LOGIN)))
                .isInstanceOf(WebFailure.class)
                .hasMessageContaining("certificate")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> get("http://good.test/").withLogin(LOGIN)).isInstanceOf(IllegalStateException.class);
        assertThat(site.logins).isEmpty();
    }

    @Test
    void aCertificateForAnotherNameIsRefused() {
        names.withAddresses("wrong.test", LocalSite.ADDRESS);

        assertThat(failure(web(), "https://wrong.test/")).startsWith("its certificate or TLS is not accepted");
        assertThat(site.requests).isEmpty();
    }

    @Test
    void anUnknownIssuerIsRefused() {
        names.withAddresses("good.test", LocalSite.ADDRESS);

        assertThat(failure(web(site::dial, "", DiscoveryBounds.DEFAULT), "https://good.test/"))
                .startsWith("its certificate or TLS is not accepted");
        assertThat(site.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1", "64:ff9b::7f00:1"})
    void aPrivateAddressIsNotConnectedTo(String number) {
        names.withAddresses("inside.test", number);

        assertThat(failure(web(), "https://inside.test/")).endsWith("is private or loopback: not connected to");
        assertThat(site.dialed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1/", "https://[::1]/", "https://[::ffff:127.0.0.1]/"})
    void aPrivateAddressInTheUrlIsNotConnectedToEither(String url) {
        assertThat(failure(web(), url)).endsWith("is private or loopback: not connected to");
        assertThat(site.dialed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://2130706433/", "https://localhost/", "https://0177.0.0.1/"})
    void otherWaysToWriteItAreNamesThatDnsDoesNotKnow(String url) {
        var outcome = WebUrl.parse(url).map(unused -> failure(web(), url)).orElse("no such name");

        assertThat(outcome).isEqualTo("no such name");
        assertThat(site.dialed).isEmpty();
    }

    @Test
    void ofSeveralAddressesOnlyPublicOnesAreConnectedTo() throws WebFailure {
        names.withAddresses("good.test", "127.0.0.1", "192.168.1.1", LocalSite.ADDRESS);

        web().send(get("https://good.test/"));

        assertThat(site.dialed).containsExactly(LocalSite.ADDRESS + ":443");
    }

    @Test
    void aNameThatMeansAnotherAddressTheSecondTimeLeadsNowhereElse() throws WebFailure {
        names.withAddresses("good.test", LocalSite.ADDRESS).withAddresses("good.test", "127.0.0.1");

        assertThat(web().send(get("https://good.test/")).status()).isEqualTo(404);
        assertThat(failure(web(), "https://good.test/"))
                .isEqualTo("127.0.0.1 is private or loopback: not connected to");

        assertThat(site.dialed).containsExactly(LocalSite.ADDRESS + ":443");
    }

    @Test
    void aRedirectionInsideIsNotFollowed() {
        names.withAddresses("good.test", LocalSite.ADDRESS).withAddresses("other.test", "10.0.0.1");
        site.redirect("GET https://good.test/", "https://other.test/admin");
        var trail = new Trail();

        var arrival = new Redirections(web(), "test", trail, new Journey()).follow(get("https://good.test/"));

        assertThat(arrival).isEmpty();
        assertThat(Trails.steps(trail))
                .containsExactly(
                        "test GET https://good.test/ -> 302 to https://other.test/admin",
                        "test GET https://other.test/admin -> 10.0.0.1 is private or loopback: not connected to");
        assertThat(site.dialed).containsExactly(LocalSite.ADDRESS + ":443");
    }

    @Test
    void tenMegabytesAreNotRead() {
        names.withAddresses("good.test", LocalSite.ADDRESS);
        site.ok("GET https://good.test/big", "x".repeat(10_000_000));

        assertThat(failure(web(), "https://good.test/big")).isEqualTo("an answer of more than 256 KB: not read");
    }

    @Test
    void nobodyListeningIsSaid() {
        names.withAddresses("good.test", "203.0.113.77");

        assertThat(failure(web(), "https://good.test/")).isEqualTo("connection refused");
    }

    /** A server that sends a byte now and then, to which each read is in time. */
    @Test
    void aTricklingAnswerEndsWithTheTimeOfTheRequest() throws Exception {
        try (TricklingServer server = new TricklingServer(Duration.ofMillis(100))) {
            names.withAddresses("slow.test", LocalSite.ADDRESS);
            long start = System.nanoTime();

            assertThat(failure(web(server::dial, "", QUICK_REQUEST), "http://slow.test/"))
                    .isEqualTo("no complete answer within 900 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://slow.test/", "https://slow.test/"})
    void silenceEndsWithTheTimeOfARead(String url) throws Exception {
        try (TricklingServer server = new TricklingServer(Duration.ofSeconds(30))) {
            names.withAddresses("slow.test", LocalSite.ADDRESS);

            assertThat(failure(web(server::dial, "", QUICK_READ), url)).isEqualTo("no answer within 400 ms");
        }
    }

    private static final class TricklingServer implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final List<Socket> open = new ArrayList<>();

        private TricklingServer(Duration pause) throws IOException {
            Thread thread = new Thread(() -> serve(pause));
            thread.setDaemon(true);
            thread.start();
        }

        private Socket dial(InetAddress address, int port, Duration timeout) throws IOException {
            return new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
        }

        private void serve(Duration pause) {
            try (Socket socket = server.accept()) {
                open.add(socket);
                OutputStream out = socket.getOutputStream();
                for (byte next : ("HTTP/1.1 200 OK\r\nX: " + "y".repeat(1_000)).getBytes(StandardCharsets.US_ASCII)) {
                    Thread.sleep(pause.toMillis());
                    out.write(next);
                    out.flush();
                }
            } catch (IOException e) {
                // the client has left
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        }
    }
}
