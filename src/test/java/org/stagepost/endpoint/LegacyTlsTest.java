package org.stagepost.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.testing.CertificateAuthority;
import org.stagepost.testing.CertificateAuthority.Issued;
import org.stagepost.testing.RequiresServer;

/** Against OpenSSL, which still speaks what the JDK's servers do not. */
@RequiresServer("openssl")
class LegacyTlsTest {
    private final Path folder;
    private final Issued certificate;
    private Process server;

    LegacyTlsTest(@TempDir Path folder) {
        this.folder = folder;
        this.certificate = new CertificateAuthority(folder, "Old-CA").issue("localhost");
    }

    @BeforeEach
    void nothingRuns() throws IOException {
        server = new ProcessBuilder("true").start();
    }

    @AfterEach
    void stops() {
        server.destroy();
    }

    @ParameterizedTest
    @CsvSource({"-tls1, TLSv1", "-tls1_1, TLSv1.1"})
    void oldProtocolsAreSpokenByLegacyEndpointsOnly(String option, String protocol) throws Exception {
        int port = start(option);

        List<String> told = client(port);

        assertThat(told).hasSize(5);
        assertThat(told.get(0)).startsWith("strict: its TLS is too old");
        assertThat(told.get(1)).contains("WARNING", "old-mail", "RFC 8996");
        assertThat(told.get(2)).startsWith("legacy: " + protocol + " (legacyTls: it can be broken, RFC 8996), ");
        assertThat(told.get(3)).startsWith("strict again: its TLS is too old");
        assertThat(told.get(4)).isEqualTo("others: TLSv1.3 TLSv1.2");
    }

    @ParameterizedTest
    @CsvSource("-tls1_2, TLSv1.2")
    void aLegacyEndpointSpeaksTheNewestThatItsServerKnows(String option, String protocol) throws Exception {
        assertThat(client(start(option)).get(2)).startsWith("legacy: " + protocol + ", ");
    }

    private int start(String option) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server = new ProcessBuilder(
                        "openssl",
                        "s_server",
                        "-accept",
                        "127.0.0.1:" + port,
                        option,
                        "-cipher",
                        "ALL:@SECLEVEL=0",
                        "-quiet",
                        "-cert",
                        certificate.certificate().toString(),
                        "-key",
                        certificate.keyFile().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        for (int attempt = 0; attempt < 100; attempt++) {
            try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return open.getPort();
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new IOException("openssl does not listen");
    }

    /** The warning's two lines of java.util.logging count as one. */
    private List<String> client(int port) throws IOException, InterruptedException {
        Process client = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LegacyTlsClient.class.getName(),
                        String.valueOf(port),
                        certificate.sha256())
                .redirectErrorStream(true)
                .start();
        String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(client.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said.lines().filter(line -> !line.matches(".* warn|SLF4J.*")).toList();
    }
}
