package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Security;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** The table of causes, by the words that servers and the JDK have been seen to say. */
class ProbeCausesTest {
    private static final Endpoint TLS = Endpoints.of("mail.example.test", 1993, Security.TLS, "");
    private static final Endpoint STARTTLS = Endpoints.of("mail.example.test", 143, Security.STARTTLS, "");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dns      | ENDPOINT_UNREACHABLE | there is no host named mail.example.test | does not know the name mail.example.test
            dns      | ENDPOINT_UNREACHABLE | there is no host named p (the proxy)     | name of the proxy
            tcp      | ENDPOINT_UNREACHABLE | connection failed: Connection refused    | nothing listens at port 1993
            tcp      | ENDPOINT_UNREACHABLE | connection failed: Connect timed out     | firewall on the way
            tcp      | ENDPOINT_UNREACHABLE | no answer in time                        | firewall on the way
            tcp      | ENDPOINT_UNREACHABLE | connection failed: Network is unreachable | no way from this machine
            tls      | ENDPOINT_NOT_TRUSTED | Unsupported or unrecognized SSL message  | begins in plain text at port 1993
            tls      | ENDPOINT_NOT_TRUSTED | it does not speak TLS on port 1993; if it begins | begins in plain text at port 1993
            tls      | ENDPOINT_NOT_TRUSTED | plaintext was injected before TLS began  | put in front of TLS
            tls      | ENDPOINT_NOT_TRUSTED | it does not offer STARTTLS; nothing      | has no STARTTLS
            tls      | ENDPOINT_NOT_TRUSTED | it refused STARTTLS: NO                  | does not do it now
            tls      | ENDPOINT_NOT_TRUSTED | its certificate expired on 2020-01-01T00:00:00Z (this | expired, or the clock
            tls      | ENDPOINT_NOT_TRUSTED | its certificate is not valid before 2099-01-01T00:00:00Z | clock of this machine is behind
            tls      | ENDPOINT_NOT_TRUSTED | its certificate is not the pinned one: the server | than the endpoint's pin
            tls      | ENDPOINT_NOT_TRUSTED | No subject alternative DNS name matching mail.example.test found. | another name than mail.example.test
            tls      | ENDPOINT_NOT_TRUSTED | its certificate is for a.test, not for mail.example.test | another name than mail.example.test
            tls      | ENDPOINT_NOT_TRUSTED | PKIX path building failed: unable to find | whom this machine does not know
            tls      | ENDPOINT_NOT_TRUSTED | its certificate is self-signed (a.test)  | whom this machine does not know
            tls      | ENDPOINT_NOT_TRUSTED | The server selected protocol version TLS10 is not accepted | 1.1 or older
            tls      | ENDPOINT_NOT_TRUSTED | Received fatal alert: protocol_version   | 1.1 or older
            tls      | ENDPOINT_NOT_TRUSTED | Received fatal alert: handshake_failure  | no cipher in common
            tls      | ENDPOINT_UNREACHABLE | connection failed: Connection reset      | in the middle of the TLS handshake
            greeting | PROTOCOL_VIOLATED    | greeting '*' expected, 'H' found         | no IMAP server
            login    | CREDENTIALS_REFUSED  | NO [EXPIRED] Password expired            | has expired
            login    | CREDENTIALS_REFUSED  | NO Application-specific password required | no ordinary password
            login    | CREDENTIALS_REFUSED  | refused the login ann (SCRAM-SHA-256): NO | form that SCRAM cannot use
            login    | CREDENTIALS_REFUSED  | refused the login ann (PLAIN): NO        | User name or password is wrong, or the mailbox
            login    | ENDPOINT_REFUSED     | it takes no access token as the endpoint | does not know the way
            login    | ENDPOINT_REFUSED     | it has no PROXYAUTH: BAD                 | this is none
            login    | ENDPOINT_REFUSED     | it has no X-MASTERAUTH: BAD              | switched off
            login    | ENDPOINT_NOT_TRUSTED | does not know the password (SCRAM signature) | it is not the server
            login    | ENDPOINT_THROTTLED   | NO [LIMIT] slow                          | slower pace
            rights   | FOLDER_REFUSED       | lacks wi                                 | may not do
            write    | TARGET_QUOTA_FULL    | NO                                       | is full
            write    | FOLDER_NAME_REFUSED  | NO                                       | may not make folders
            """)
    void wordsMean(String stage, FailureCode code, String words, String cause) {
        ProbeCauses.Cause found = new ProbeCauses(TLS, Optional.of(Endpoints.user("ann", "pw")))
                .of(stage, new MigrationException(code, "imap://mail.example.test:1993: " + words));

        assertThat(found.meaning()).contains(cause).doesNotContain("{");
        assertThat(found.remedy()).isNotEmpty().doesNotContain("{");
    }

    /** The JDK says it in what caused its exception, and nowhere else. */
    @Test
    void causesOfTheCauseCount() {
        assertThat(ofTls(new CertificateExpiredException("NotAfter: Wed Jan 01 00:00:00 UTC 2020")))
                .contains("expired, or the clock of this machine is wrong. This machine's clock says 20");
        assertThat(ofTls(new CertificateNotYetValidException("NotBefore: Thu Jan 01 00:00:00 UTC 2099")))
                .contains("clock of this machine is behind");
    }

    private static String ofTls(Exception root) {
        SSLHandshakeException handshake = new SSLHandshakeException("PKIX path validation failed");
        handshake.initCause(root);
        return new ProbeCauses(TLS, Optional.empty())
                .of("tls", new MigrationException(FailureCode.ENDPOINT_NOT_TRUSTED, "not trusted", handshake))
                .meaning();
    }

    @Test
    void silenceInPlainTextMeansTls() {
        MigrationException silent =
                new MigrationException(FailureCode.ENDPOINT_UNREACHABLE, "no answer in time", new IOException());

        assertThat(new ProbeCauses(STARTTLS, Optional.empty())
                        .of("greeting", silent)
                        .remedy())
                .contains("Set security tls");
        assertThat(new ProbeCauses(TLS, Optional.empty()).of("greeting", silent))
                .isEqualTo(new ProbeCauses.Cause("", FailureCode.ENDPOINT_UNREACHABLE.hint()));
    }

    @Test
    void loginStylesHaveTheirOwnCauses() {
        assertThat(refused(LoginStyle.AUTHZID)).contains("does not let it act for this mailbox");
        assertThat(refused(LoginStyle.MASTER_USER)).contains("ann*root");
        assertThat(refused(LoginStyle.TOKEN)).contains("this token");
        assertThat(refused(LoginStyle.PLAIN)).contains("User name or password is wrong");
    }

    private static String refused(LoginStyle style) {
        return new ProbeCauses(TLS, Optional.of(Endpoints.admin(style, "ann", "root", "pw")))
                .of("login", new MigrationException(FailureCode.CREDENTIALS_REFUSED, "NO"))
                .meaning();
    }
}
