package org.stagepost.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretSource;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Security;
import org.stagepost.testing.CertificateAuthority;
import org.stagepost.testing.CertificateAuthority.Issued;

class SmtpProbeTest {
    @Test
    void everyStagePassesAndNothingIsSent() throws IOException {
        try (SmtpScript server = SmtpScript.plain()) {
            List<ProbeStage> stages = probe(SmtpEndpoints.withLogin(server.port()));

            assertThat(shown(stages)).isEqualTo("dns tcp ehlo login sender");
            assertThat(stages).allSatisfy(stage -> {
                assertThat(stage.detail()).isNotEmpty().doesNotContain("hunter2");
                assertThat(stage.remedy()).isEmpty();
            });
            assertThat(server.heard()).noneMatch(line -> line.startsWith("RCPT") || line.equals("DATA"));
        }
    }

    @Test
    void nobodyLogsInAtAnOpenRelay() throws IOException {
        try (SmtpScript server = SmtpScript.plain()) {
            assertThat(shown(probe(SmtpEndpoints.open(server.port())))).isEqualTo("dns tcp ehlo sender");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "STARTTLS"})
    void tlsIsAStageOfItsOwn(Security security, @TempDir Path folder) throws Exception {
        Issued certificate = CertificateAuthority.selfSigned(folder, "localhost");
        try (SmtpScript server = SmtpScript.protectedBy(security, certificate.serverContext())) {
            List<ProbeStage> stages = probe(SmtpEndpoints.secured(server.port(), security, certificate.certificate()));

            assertThat(shown(stages)).isEqualTo("dns tcp tls ehlo sender");
            assertThat(stages.get(2).detail()).contains("TLSv1.3").contains("issued by CN=localhost");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "STARTTLS"})
    void foreignCertificateFailsTls(Security security, @TempDir Path folder) throws Exception {
        Issued presented = CertificateAuthority.selfSigned(folder, "localhost");
        Issued trusted = CertificateAuthority.selfSigned(folder, "other.example.test");
        try (SmtpScript server = SmtpScript.protectedBy(security, presented.serverContext())) {
            List<ProbeStage> stages = probe(SmtpEndpoints.secured(server.port(), security, trusted.certificate()));

            assertThat(shown(stages)).isEqualTo("dns tcp !tls");
            assertThat(stages.get(2).remedy()).contains("CA");
        }
    }

    @Test
    void withoutStartTlsNothingFollowsTheHello(@TempDir Path folder) throws Exception {
        Issued certificate = CertificateAuthority.selfSigned(folder, "localhost");
        try (SmtpScript server = SmtpScript.plain().replying("EHLO", "250-script\r\n250 AUTH PLAIN")) {
            List<ProbeStage> stages =
                    probe(SmtpEndpoints.secured(server.port(), Security.STARTTLS, certificate.certificate()));

            assertThat(shown(stages)).isEqualTo("dns tcp !tls");
            assertThat(stages.get(2).detail()).contains("does not offer STARTTLS");
            assertThat(server.heard()).hasSize(1);
        }
    }

    @Test
    void wordsBehindTheReplyToStartTlsAreNotTheServers(@TempDir Path folder) throws Exception {
        Issued certificate = CertificateAuthority.selfSigned(folder, "localhost");
        try (SmtpScript server = SmtpScript.protectedBy(Security.STARTTLS, certificate.serverContext())
                .replying("STARTTLS", "220 go\r\n250-injected\r\n250 AUTH PLAIN")) {
            List<ProbeStage> stages =
                    probe(SmtpEndpoints.secured(server.port(), Security.STARTTLS, certificate.certificate()));

            assertThat(shown(stages)).isEqualTo("dns tcp !tls");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, 554 go away,          dns tcp !ehlo",
        "GREETING, SSH-2.0-OpenSSH_9.2,  dns tcp !ehlo",
        "EHLO,     502 unknown,          dns tcp !ehlo",
        "AUTH,     535 wrong,            dns tcp ehlo !login",
        "MAIL,     550 not yours,        dns tcp ehlo login !sender"
    })
    void theFirstFailureIsTheLastStage(String command, String reply, String stages) throws IOException {
        try (SmtpScript server = SmtpScript.plain().replying(command, reply)) {
            List<ProbeStage> probed = probe(SmtpEndpoints.withLogin(server.port()));

            assertThat(shown(probed)).isEqualTo(stages);
            ProbeStage last = probed.get(probed.size() - 1);
            assertThat(last.detail()).contains(reply.substring(4)).doesNotContain("hunter2");
            assertThat(last.remedy()).isNotEmpty();
        }
    }

    @Test
    void withoutNameOrPortTheProbeEndsThere() {
        int nobodyListens = 1;

        assertThat(shown(probe(SmtpEndpoints.at("no..host", 25)))).isEqualTo("!dns");
        assertThat(shown(probe(SmtpEndpoints.open(nobodyListens)))).isEqualTo("dns !tcp");
    }

    @Test
    void endlessRepliesEndTheProbe() throws IOException {
        try (SmtpScript server = SmtpScript.plain().replying("EHLO", "250-more\r\n".repeat(200) + "250 end")) {
            assertThat(shown(probe(SmtpEndpoints.open(server.port())))).isEqualTo("dns tcp !ehlo");
        }
    }

    @Test
    void aSenderThatIsNoAddressFailsItsStage() throws IOException {
        try (SmtpScript server = SmtpScript.plain()) {
            assertThat(shown(probe(SmtpEndpoints.from(server.port(), "nobody"))))
                    .isEqualTo("dns tcp ehlo !sender");
        }
    }

    private static List<ProbeStage> probe(Endpoint endpoint) {
        return new SmtpProbe(endpoint, SecretSource.of(Secret.of("hunter2-canary")), Connections.plain()).probe();
    }

    private static String shown(List<ProbeStage> stages) {
        return stages.stream()
                .map(stage -> (stage.passed() ? "" : "!") + stage.name())
                .collect(Collectors.joining(" "));
    }
}
