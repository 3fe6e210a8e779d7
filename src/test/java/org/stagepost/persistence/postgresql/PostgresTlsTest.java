package org.stagepost.persistence.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.StoreSettings;
import org.stagepost.testing.CertificateAuthority;
import org.stagepost.testing.CertificateAuthority.Issued;

/** A database server that answers the request for TLS (PostgreSQL's manual, 55.2.10), and never gets a login. */
@Timeout(60)
class PostgresTlsTest {
    private final CertificateAuthority authority;
    private String afterwards = "";

    PostgresTlsTest(@TempDir Path folder) {
        authority = new CertificateAuthority(folder, "our-ca");
    }

    @Test
    void aServerWithoutTlsIsNamed() throws IOException, InterruptedException {
        assertThat(refusal(null, "")).contains("it offers no TLS: turn ssl on there");
    }

    @Test
    void aStrangersCertificateIsNotTrusted() throws IOException, InterruptedException {
        assertThat(refusal(authority.issue("localhost"), "")).contains("name that authority's file as caFile");
    }

    @Test
    void anExpiredCertificateIsNamed() throws IOException, InterruptedException {
        Issued expired = authority.issue(Instant.now().minus(Duration.ofDays(30)), 10, "localhost");

        assertThat(refusal(expired, authority.pem().toString())).contains("its certificate has expired");
    }

    @Test
    void aCertificateForAnotherNameIsNamed() throws IOException, InterruptedException {
        assertThat(refusal(
                        authority.issue("other.example.test"), authority.pem().toString()))
                .contains("its certificate is for another name")
                .contains("localhost");
    }

    /** @param certificate null for a server without TLS */
    private String refusal(@Nullable Issued certificate, String caFile) throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> serve(server, certificate));
            thread.start();
            StoreSettings settings = new StoreSettings(
                    "jdbc:postgresql://localhost:" + server.getLocalPort() + "/x?sslmode=verify-full",
                    "postgres",
                    SecretReference.none(),
                    caFile);
            String refusal = refusal(settings);
            thread.join();
            assertThat(afterwards).as("what came behind the handshake").isEmpty();
            return refusal;
        }
    }

    private static String refusal(StoreSettings settings) {
        try {
            new PostgresLogin(settings, Secret.of("hunter2")).connect(5).close();
            return "";
        } catch (SQLException e) {
            return String.valueOf(new PostgresFailures(settings).unreachable(e).getMessage());
        }
    }

    private void serve(ServerSocket server, @Nullable Issued certificate) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().readNBytes(8);
            socket.getOutputStream().write(certificate == null ? 'N' : 'S');
            if (certificate != null) {
                SSLSocket tls = (SSLSocket) certificate
                        .serverContext()
                        .getSocketFactory()
                        .createSocket(socket, "localhost", socket.getPort(), true);
                tls.setUseClientMode(false);
                tls.startHandshake();
                afterwards = new String(tls.getInputStream().readAllBytes());
            }
        } catch (IOException e) {
            return; // the client has heard enough
        }
    }
}
