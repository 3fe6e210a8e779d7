package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.stagepost.endpoint.Mechanism;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.model.MigrationException;

/** Servers that repeat what they were told must not bring a password into a report. */
class EchoedSecretTest {
    private static final String PASSWORD = "pa\"ss\\word";
    private static final String QUOTED = "\"pa\\\"ss\\\\word\"";

    @Test
    void quotedFormIsMasked() throws IOException {
        MigrationException failure = refused(List.of(
                "S: * OK [CAPABILITY IMAP4rev1] ready",
                "C: s1 LOGIN \"ann\" " + QUOTED,
                "S: s1 NO what is LOGIN \"ann\" " + QUOTED));

        assertThat(failure.detail()).contains("what is LOGIN \"ann\" ***").doesNotContain("word");
    }

    @Test
    void saslResponseIsMasked() throws IOException {
        String response = Base64.getEncoder().encodeToString(("\0ann\0" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        MigrationException failure = refused(List.of(
                "S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=PLAIN SASL-IR] ready",
                "C: s1 AUTHENTICATE PLAIN " + response,
                "S: s1 NO cannot decode " + response));

        assertThat(failure.detail()).contains("cannot decode ***").doesNotContain(response.substring(0, 8));
    }

    @Test
    void tokenIsMaskedAlsoInsideTheChallenge() throws IOException {
        String challenge = base64("{\"status\":\"401\",\"error_description\":\"ey.tok-canary is forged\"}");
        String response = base64("user=ann\1auth=Bearer ey.tok-canary\1\1");
        MigrationException failure = refused(
                Endpoints.token("ann", "ey.tok-canary"),
                List.of(
                        "S: * OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR] ready",
                        "C: s1 AUTHENTICATE XOAUTH2 " + response,
                        "S: + " + challenge,
                        "C: ",
                        "S: s1 NO [AUTHENTICATIONFAILED] no " + response + " or ey.tok-canary"));

        assertThat(failure.detail())
                .endsWith("no *** or *** (status 401, error_description *** is forged:"
                        + " the token has expired, is forged, or was issued for another service or another tenant)")
                .doesNotContain("canary");
    }

    @Test
    void passwordOfSaslLoginIsMasked() throws IOException {
        String sent = base64(PASSWORD);
        MigrationException failure = refused(
                Endpoints.user("ann", PASSWORD).withMechanism(Mechanism.LOGIN),
                List.of(
                        "S: * OK [CAPABILITY IMAP4rev1 AUTH=LOGIN] ready",
                        "C: s1 AUTHENTICATE LOGIN",
                        "S: + " + base64("Username:"),
                        "C: " + base64("ann"),
                        "S: + " + base64("Password:"),
                        "C: " + sent,
                        "S: s1 NO is it " + sent + " or " + sent.replace("=", "")));

        assertThat(failure.detail()).endsWith("is it *** or ***");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MigrationException refused(List<String> script) throws IOException {
        return refused(Endpoints.user("ann", PASSWORD), script);
    }

    private static MigrationException refused(MailboxLogin login, List<String> script) throws IOException {
        try (ScriptedServer server = new ScriptedServer(ServerSocketFactory.getDefault(), script)) {
            MigrationException failure = catchThrowableOfType(MigrationException.class, () -> new ImapMailboxConnector()
                    .openSource(Endpoints.plain(server.port()), login));
            assertThat(server.faults()).isEmpty();
            return failure;
        }
    }
}
