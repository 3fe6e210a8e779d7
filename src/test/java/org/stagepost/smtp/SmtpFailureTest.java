package org.stagepost.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretSource;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.Security;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.OutgoingMail;
import org.stagepost.testing.CertificateAuthority;
import org.stagepost.testing.CertificateAuthority.Issued;

class SmtpFailureTest {
    private static final Secret PASSWORD = Secret.of("hunter2-canary");

    @TempDir
    private static Path folder = Path.of("");

    private static Issued[] certificates = {};

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = new Issued[] {
            CertificateAuthority.selfSigned(folder, "localhost"),
            CertificateAuthority.selfSigned(folder, "other.example.test")
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "STARTTLS"})
    void mailGoesOverTrustedTls(Security security) throws Exception {
        try (SmtpScript server = SmtpScript.protectedBy(security, localhost().serverContext())) {
            send(SmtpEndpoints.secured(server.port(), security, localhost().certificate()));

            assertThat(server.heard()).contains("Subject: hello");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "STARTTLS"})
    void foreignCertificateIsNotTrusted(Security security) throws Exception {
        try (SmtpScript server = SmtpScript.protectedBy(security, localhost().serverContext())) {
            Endpoint endpoint = SmtpEndpoints.secured(server.port(), security, other().certificate());

            assertThat(failure(endpoint).code()).isEqualTo(FailureCode.ENDPOINT_NOT_TRUSTED);
            assertThat(server.heard()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "STARTTLS"})
    void certificateOfAnotherHostIsNotTrusted(Security security) throws Exception {
        try (SmtpScript server = SmtpScript.protectedBy(security, other().serverContext())) {
            Endpoint endpoint = SmtpEndpoints.secured(server.port(), security, other().certificate());

            assertThat(failure(endpoint).code()).isEqualTo(FailureCode.ENDPOINT_NOT_TRUSTED);
            assertThat(server.heard()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void nothingIsSaidInClearWhereStartTlsIsNotOffered() throws Exception {
        try (SmtpScript server = SmtpScript.plain().replying("EHLO", "250-script\r\n250 AUTH PLAIN")) {
            Endpoint endpoint = SmtpEndpoints.secured(
                    server.port(), Security.STARTTLS, localhost().certificate());

            assertThat(failure(endpoint).code()).isEqualTo(FailureCode.ENDPOINT_REFUSED);
            assertThat(server.heard()).allMatch(line -> line.startsWith("EHLO") || line.startsWith("QUIT"));
        }
    }

    @Test
    void plainServerOnATlsPortIsNotTrusted() throws Exception {
        try (SmtpScript server = SmtpScript.plain()) {
            Endpoint endpoint = SmtpEndpoints.secured(
                    server.port(), Security.TLS, localhost().certificate());

            assertThat(failure(endpoint).code()).isEqualTo(FailureCode.ENDPOINT_NOT_TRUSTED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, 554 go away,                   ENDPOINT_REFUSED",
        "GREETING, 421 too busy,                  ENDPOINT_UNREACHABLE",
        "AUTH,     535 wrong password,            ENDPOINT_REFUSED",
        "AUTH,     454 try later,                 ENDPOINT_REFUSED",
        "MAIL,     550 not your address,          ENDPOINT_REFUSED",
        "MAIL,     451 try later,                 ENDPOINT_UNREACHABLE",
        "RCPT,     550 no such user,              ENDPOINT_REFUSED",
        "RCPT,     450 greylisted,                ENDPOINT_UNREACHABLE",
        "DATA,     554 no,                        ENDPOINT_REFUSED",
        ".,        552 5.3.4 message too large,   ENDPOINT_REFUSED",
        ".,        452 4.3.1 no space,            ENDPOINT_UNREACHABLE"
    })
    void repliesBecomeFailuresInTheServersWords(String command, String reply, FailureCode code) throws Exception {
        try (SmtpScript server = SmtpScript.plain().replying(command, reply + "\u001B[2J")) {
            MigrationException failure = failure(SmtpEndpoints.withLogin(server.port()));

            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.detail())
                    .contains(reply.substring(reply.lastIndexOf(' ') + 1))
                    .doesNotContain("hunter2")
                    .doesNotContain("aHVudGVyMi1jYW5hcnk")
                    .doesNotContainPattern("\\p{Cntrl}");
        }
    }

    @Test
    void recipientsThatAreTakenGetTheMailAndTheOthersAreNamed() throws Exception {
        try (SmtpScript server = SmtpScript.plain().replying("RCPT TO:<gone", "550 no such user")) {
            OutgoingMail mail = new OutgoingMail(
                    List.of(new EmailAddress("gone@example.test"), new EmailAddress("here@example.test")),
                    "hello",
                    "text",
                    "<p>text</p>",
                    List.of());

            List<EmailAddress> taken = new ArrayList<>();

            MigrationException failure = catchThrowableOfType(MigrationException.class, () -> new SmtpMailSender(
                            SmtpEndpoints.open(server.port()), SecretSource.of(PASSWORD), Connections.plain())
                    .send(mail, taken::add));

            assertThat(taken).containsExactly(new EmailAddress("here@example.test"));
            assertThat(failure.code()).isEqualTo(FailureCode.ENDPOINT_REFUSED);
            assertThat(failure.detail()).contains("gone@example.test").contains("no such user");
            assertThat(server.heard()).contains("Subject: hello");
        }
    }

    @Test
    void closedPortAndUnknownHostAreUnreachable() {
        int nobodyListens = 1;

        assertThat(failure(SmtpEndpoints.open(nobodyListens)).code()).isEqualTo(FailureCode.ENDPOINT_UNREACHABLE);
        assertThat(failure(SmtpEndpoints.at("no..host", 25)).code()).isEqualTo(FailureCode.ENDPOINT_UNREACHABLE);
    }

    @Test
    void unreadableCaFileIsNotTrusted() {
        Endpoint endpoint = SmtpEndpoints.secured(1, Security.TLS, folder.resolve("absent.pem"));

        assertThat(failure(endpoint).code()).isEqualTo(FailureCode.ENDPOINT_NOT_TRUSTED);
    }

    private static void send(Endpoint endpoint) {
        new SmtpMailSender(endpoint, SecretSource.of(PASSWORD), Connections.plain())
                .send(SmtpMailSenderTest.mail("hello"));
    }

    private static MigrationException failure(Endpoint endpoint) {
        return failure(endpoint, SmtpMailSenderTest.mail("hello"));
    }

    private static MigrationException failure(Endpoint endpoint, OutgoingMail mail) {
        return catchThrowableOfType(
                MigrationException.class,
                () -> new SmtpMailSender(endpoint, SecretSource.of(PASSWORD), Connections.plain()).send(mail));
    }

    private static Issued localhost() {
        return certificates[0];
    }

    private static Issued other() {
        return certificates[1];
    }
}
