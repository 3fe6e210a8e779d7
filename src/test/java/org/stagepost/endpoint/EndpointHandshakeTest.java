package org.stagepost.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.testing.CertificateAuthority;
import org.stagepost.testing.CertificateAuthority.Issued;

class EndpointHandshakeTest {
    @TempDir
    private static Path folder = Path.of("");

    private static CertificateAuthority authority;

    @BeforeAll
    static void found() {
        authority = new CertificateAuthority(folder, "Handshake-CA");
    }

    /** Whatever is wrong with it otherwise: name, dates and issuer. */
    @Test
    void aPinnedCertificateIsTrusted() throws IOException {
        Issued bad = authority.issue(Instant.now().minus(Duration.ofDays(40)), 10, "other.example.test");

        try (Server server = new Server(bad.serverContext())) {
            assertThat(server.shakes(protection(bad.sha256(), "", ""))).startsWith("TLSv1.3, ");
        }
    }

    @Test
    void aPinTrustsNoOtherCertificateOfTheSameAuthority() throws IOException {
        String pin = authority.issue("localhost").sha256();
        Issued other = authority.issue("localhost");

        try (Server server = new Server(other.serverContext())) {
            assertThat(server.shakes(protection(pin, "", "")))
                    .contains("not the pinned one", "SHA-256 " + other.sha256(), "CN=localhost", "CN=Handshake-CA");
        }
    }

    @Test
    void theClientShowsItsCertificate() throws Exception {
        Issued client = authority.issue("svc-migrate");
        Issued shown = authority.issue("localhost");
        SSLContext wantsOne = shown.serverContextFor(authority.certificate());

        try (Server server = new Server(wantsOne, true)) {
            Protection with = protection(
                    shown.sha256(),
                    client.certificate().toString(),
                    client.keyFile().toString());
            assertThat(server.shakes(with)).startsWith("TLSv1.3, ");
            assertThat(server.clients.poll(10, TimeUnit.SECONDS)).isEqualTo("CN=svc-migrate");
        }
    }

    @Test
    void aKeyThatCannotBeReadIsNamed() throws IOException {
        Issued client = authority.issue("svc-migrate");
        Path encrypted = Files.writeString(
                folder.resolve("encrypted.pem"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
                StandardCharsets.US_ASCII);
        Protection protection = protection("", client.certificate().toString(), encrypted.toString());

        assertThatThrownBy(() -> EndpointTls.contextFor(endpoint(993, protection)))
                .isInstanceOfSatisfying(MigrationException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(FailureCode.ENDPOINT_NOT_TRUSTED);
                    assertThat(failure.detail()).contains(encrypted.toString(), "encrypted", "openssl pkcs8");
                });
    }

    /** Two protocols, and no more, unless the endpoint asks for it. */
    @Test
    void onlyLegacyEndpointsSpeakOldProtocols() {
        assertThat(EndpointTls.protocols(endpoint(993, Protection.of(Security.TLS, ""))))
                .containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(EndpointTls.protocols(endpoint(993, new Protection(Security.TLS, false, "", "", true, "", ""))))
                .containsExactly("TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1");
    }

    private static Protection protection(String pin, String certificate, String key) {
        return new Protection(Security.TLS, false, "", pin, false, certificate, key);
    }

    private static Endpoint endpoint(int port, Protection protection) {
        return Endpoint.at("old-mail", EndpointKind.IMAP, "localhost", port, protection);
    }

    /** Shakes hands with everybody. */
    private static final class Server implements AutoCloseable {
        private final SSLServerSocket listener;
        private final BlockingQueue<String> clients = new LinkedBlockingQueue<>();

        Server(SSLContext context) throws IOException {
            this(context, false);
        }

        /** @param needsClients set before anybody is let in: an accept that has begun goes by what was so then */
        Server(SSLContext context, boolean needsClients) throws IOException {
            listener = (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
            listener.setNeedClientAuth(needsClients);
            Thread thread = new Thread(this::serve);
            thread.setDaemon(true);
            thread.start();
        }

        private void serve() {
            while (!listener.isClosed()) {
                try (SSLSocket socket = (SSLSocket) listener.accept()) {
                    socket.startHandshake();
                    if (socket.getNeedClientAuth()) {
                        clients.add(socket.getSession().getPeerPrincipal().getName());
                    }
                    socket.getOutputStream().write('!');
                    socket.getInputStream().read();
                } catch (IOException e) {
                    // the client does not trust it
                }
            }
        }

        /** @return what came about, or why nothing did */
        String shakes(Protection protection) throws IOException {
            Endpoint endpoint = endpoint(listener.getLocalPort(), protection);
            try (Socket plain = Connections.plain().open(endpoint, Duration.ofSeconds(2));
                    SSLSocket socket = EndpointTls.over(plain, endpoint)) {
                socket.startHandshake();
                assertThat(socket.getInputStream().read()).isEqualTo('!');
                return TlsWords.describe(socket.getSession());
            } catch (IOException e) {
                return TlsWords.why(e, endpoint).orElse("?");
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
