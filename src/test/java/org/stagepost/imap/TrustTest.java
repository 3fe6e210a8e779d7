package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.Security;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.testing.CertificateAuthority;
import org.stagepost.testing.CertificateAuthority.Issued;

/** Whom a password is sent to: nobody but a server whose certificate is valid for its name. */
class TrustTest {
    private static final List<String> UP_TO_THE_PASSWORD = List.of(
            "S: * OK [CAPABILITY IMAP4rev1] ready", "C: s1 LOGIN \"ann\" \"pw\"", "S: s1 NO [AUTHENTICATIONFAILED] no");

    @Test
    void certificateOfTheCaFileIsTrusted(@TempDir Path folder) throws IOException, GeneralSecurityException {
        Issued certificate = CertificateAuthority.selfSigned(folder, "localhost");

        assertThat(outcome(
                        certificate.serverContext().getServerSocketFactory(),
                        certificate.certificate().toString()))
                .isEqualTo(FailureCode.CREDENTIALS_REFUSED);
    }

    @Test
    void selfSignedCertificateIsNotTrusted(@TempDir Path folder) throws IOException, GeneralSecurityException {
        Issued certificate = CertificateAuthority.selfSigned(folder, "localhost");

        assertThat(outcome(certificate.serverContext().getServerSocketFactory(), ""))
                .isEqualTo(FailureCode.ENDPOINT_NOT_TRUSTED);
    }

    @Test
    void certificateForAnotherNameIsNotTrusted(@TempDir Path folder) throws IOException, GeneralSecurityException {
        Issued certificate = CertificateAuthority.selfSigned(folder, "other.example.test");

        assertThat(outcome(
                        certificate.serverContext().getServerSocketFactory(),
                        certificate.certificate().toString()))
                .isEqualTo(FailureCode.ENDPOINT_NOT_TRUSTED);
    }

    @Test
    void plaintextOnTheTlsPortIsNotTrusted() throws IOException {
        assertThat(outcome(ServerSocketFactory.getDefault(), "")).isEqualTo(FailureCode.ENDPOINT_NOT_TRUSTED);
    }

    @Test
    void closedDoorIsUnreachable() throws IOException {
        try (ScriptedServer server = new ScriptedServer(ServerSocketFactory.getDefault(), List.of("X:"))) {
            assertThat(outcome(server.port(), "")).isEqualTo(FailureCode.ENDPOINT_UNREACHABLE);
        }
    }

    /** Servers have been seen to repeat what they did not understand. */
    @Test
    void echoedPasswordIsNotPassedOn() throws IOException {
        List<String> echo = List.of(
                "S: * OK [CAPABILITY IMAP4rev1] ready",
                "C: s1 LOGIN \"ann\" \"hunter2-canary\"",
                "S: s1 BAD what is LOGIN \"ann\" \"hunter2-canary\"?");
        try (ScriptedServer server = new ScriptedServer(ServerSocketFactory.getDefault(), echo)) {
            assertThatThrownBy(() -> new ImapMailboxConnector()
                            .openSource(Endpoints.plain(server.port()), Endpoints.user("ann", "hunter2-canary")))
                    .hasMessageContaining("***")
                    .satisfies(failure -> assertThat(stackTrace(failure)).doesNotContain("hunter2"));
        }
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static FailureCode outcome(ServerSocketFactory sockets, String caFile) throws IOException {
        try (ScriptedServer server = new ScriptedServer(sockets, UP_TO_THE_PASSWORD)) {
            FailureCode code = outcome(server.port(), caFile);
            assertThat(server.faults()).noneMatch(fault -> fault.contains("got 's1"));
            return code;
        }
    }

    private static FailureCode outcome(int port, String caFile) {
        Endpoint endpoint = Endpoints.of("localhost", port, Security.TLS, caFile);
        return catchThrowableOfType(MigrationException.class, () -> new ImapMailboxConnector()
                        .openSource(endpoint, Endpoints.user("ann", "pw")))
                .code();
    }
}
