package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
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

    private static MigrationException refused(List<String> script) throws IOException {
        try (ScriptedServer server = new ScriptedServer(ServerSocketFactory.getDefault(), script)) {
            MigrationException failure = catchThrowableOfType(MigrationException.class, () -> new ImapMailboxConnector()
                    .openSource(Endpoints.plain(server.port()), Endpoints.user("ann", PASSWORD)));
            assertThat(server.faults()).isEmpty();
            return failure;
        }
    }
}
