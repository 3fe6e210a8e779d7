package org.stagepost.migration.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.migration.BrokerSettings.Security;
import org.stagepost.migration.JobFileReader.Result;
import org.stagepost.migration.ServedBroker;
import org.stagepost.testing.CertificateAuthority;
import org.stagepost.testing.CertificateAuthority.Issued;

/** What a process that has the broker in itself wants of stagepost.broker. */
class ServedBrokerSettingsTest {
    private static final String STORE = """
            stagepost:
              datasource: { url: "jdbc:postgresql://db.example.test/stagepost", username: stagepost }
            """;

    private final Path home;

    ServedBrokerSettingsTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void listensWithItsCertificate() throws IOException {
        Issued issued = issued();
        ServedBroker broker = read(tls("0.0.0.0", issued)).value().orElseThrow();

        assertThat(broker.settings().host()).isEqualTo("0.0.0.0");
        assertThat(broker.settings().security()).isEqualTo(Security.TLS);
        assertThat(broker.certificate())
                .contains(new ServedBroker.CertificateFiles(issued.certificate(), issued.keyFile()));
    }

    @ParameterizedTest
    @CsvSource({"'', NONE", "none, NONE"})
    void onThisMachineItNeedsNone(String security, Security expected) throws IOException {
        ServedBroker broker = read(plain("127.0.0.1", security)).value().orElseThrow();

        assertThat(broker.settings().security()).isEqualTo(expected);
        assertThat(broker.certificates()).isEmpty();
    }

    @Test
    void whatOthersReachNeedsOne() throws IOException {
        assertThat(findings(plain("mq.example.test", ""))).isEqualTo("""
                HOME/stagepost.yml: stagepost.broker.certificateFile: is missing (write the PEM file of the certificate that it shows to workers)
                HOME/stagepost.yml: stagepost.broker.keyFile: is missing (write the PEM file of the certificate's key)""");
        assertThat(findings(plain("127.0.0.1", "tls"))).contains("certificateFile: is missing", "keyFile: is missing");
        assertThat(findings(plain("mq.example.test", "none")))
                .isEqualTo("HOME/stagepost.yml: stagepost.broker.security: others could read the password of workers"
                        + " and change what is sent (remove it, or let the broker listen at 127.0.0.1)");
    }

    @Test
    void everythingThatIsMissingIsNamedAtOnce() throws IOException {
        assertThat(findings("# nothing\n")).isEqualTo("""
                HOME/stagepost.yml: stagepost.broker.url: is missing (write tcp://HOST:PORT)
                HOME/stagepost.yml: stagepost.broker.user: is missing (write who logs in)
                HOME/stagepost.yml: stagepost.broker.password: is missing (write env:NAME or file:PATH)
                HOME/stagepost.yml: stagepost.broker: is of no use without a store that all machines share (write stagepost.datasource as well, or remove the broker)""");
    }

    @Test
    void aKeyThatOthersCanReadIsRefusedWhereItIsNamed() throws IOException {
        Issued issued = issued();
        Files.setPosixFilePermissions(issued.keyFile(), PosixFilePermissions.fromString("rw-r-----"));

        assertThat(findings(tls("0.0.0.0", issued)))
                .isEqualTo("HOME/stagepost.yml:8: stagepost.broker.keyFile: can be read by others (run: chmod 600 '"
                        + issued.keyFile().toString().replace(home.toString(), "HOME") + "')");
    }

    @Test
    void whatIsNoCertificateAndWhatIsNoKeyAreToldTogether() throws IOException {
        Files.writeString(home.resolve("cert.pem"), "nothing");
        assertThat(findings(tls("0.0.0.0", home.resolve("cert.pem"), home.resolve("missing.pem"))))
                .isEqualTo("""
                HOME/stagepost.yml:7: stagepost.broker.certificateFile: is no certificate (write a PEM file: the server's own certificate first)
                HOME/stagepost.yml:8: stagepost.broker.keyFile: there is no such file (check the path)""");
    }

    @Test
    void aKeyInAnotherFormAndTheKeyOfAnotherAreNamed() throws IOException {
        Issued issued = issued();
        Path old = keyFile("-----BEGIN RSA PRIVATE KEY-----\n");
        assertThat(findings(tls("0.0.0.0", issued.certificate(), old)))
                .contains(":8: stagepost.broker.keyFile: is no key that can be used: it is in an old form", "openssl");

        Path others = keyFile(Files.readString(
                new CertificateAuthority(home, "other").issue("mq.example.test").keyFile()));
        assertThat(findings(tls("0.0.0.0", issued.certificate(), others)))
                .contains(":8: stagepost.broker.keyFile: is not the key of certificateFile");
    }

    @Test
    void anExpiredCertificateIsNamed() throws IOException {
        Issued expired = new CertificateAuthority(home, "ca")
                .issue(Instant.now().minus(Duration.ofDays(30)), 10, "mq.example.test");
        ownerOnly(expired.keyFile());

        assertThat(findings(tls("0.0.0.0", expired)))
                .contains(":7: stagepost.broker.certificateFile: has expired (renew");
    }

    /** Another machine has neither. */
    @Test
    void whoeverOnlyConnectsDoesNotNeedTheFiles() throws IOException {
        Files.writeString(
                home.resolve("stagepost.yml"), tls("mq.example.test", home.resolve("no.pem"), home.resolve("no.pem")));
        assertThat(reader().read().value()).isPresent();
    }

    private Issued issued() throws IOException {
        Issued issued = new CertificateAuthority(home, "ca").issue("mq.example.test");
        ownerOnly(issued.keyFile());
        return issued;
    }

    private Path keyFile(String text) throws IOException {
        Path file = Files.writeString(home.resolve("some-key.pem"), text);
        ownerOnly(file);
        return file;
    }

    private static void ownerOnly(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String plain(String host, String security) {
        return STORE + "  broker:\n    url: tcp://" + host + ":61616\n    user: u\n    password: env:P\n"
                + (security.isEmpty() ? "" : "    security: " + security + "\n");
    }

    private static String tls(String host, Issued issued) {
        return tls(host, issued.certificate(), issued.keyFile());
    }

    private static String tls(String host, Path certificate, Path key) {
        return plain(host, "") + "    certificateFile: " + certificate + "\n    keyFile: " + key + "\n";
    }

    private String findings(String yaml) throws IOException {
        return read(yaml).findings().stream()
                .map(finding -> finding.toString().replace(home.toString(), "HOME"))
                .collect(Collectors.joining("\n"));
    }

    private Result<ServedBroker> read(String yaml) throws IOException {
        Files.writeString(home.resolve("stagepost.yml"), yaml);
        return reader().readServed();
    }

    private YamlBrokerSettingsReader reader() {
        return new YamlBrokerSettingsReader(home.resolve("stagepost.yml"), Map.of());
    }
}
