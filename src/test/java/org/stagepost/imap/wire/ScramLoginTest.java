package org.stagepost.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.stagepost.imap.wire.ScramServer.decoded;
import static org.stagepost.imap.wire.ScramServer.encoded;

import java.io.IOException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.stagepost.credential.Secret;
import org.stagepost.endpoint.Mechanism;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** SCRAM over a connection, with honest and hostile servers. */
class ScramLoginTest {
    private static final String PASSWORD = "hunter2-canary";
    private static final MailboxLogin LOGIN =
            MailboxLogin.plain("ann", Secret.of(PASSWORD)).withMechanism(Mechanism.SCRAM_SHA_256);

    @Test
    void letsInWithoutSendingThePassword() throws IOException {
        ScramServer server = new ScramServer(PASSWORD, line -> line);

        LoggedIn in = WireLogin.perform(connection(server), LOGIN);

        assertThat(in).isEqualTo(new LoggedIn("SCRAM-SHA-256", "OK [CAPABILITY IMAP4rev1] in"));
        assertThat(server.heard())
                .doesNotContain(PASSWORD)
                .doesNotContain(encoded(PASSWORD).substring(0, 12));
    }

    @Test
    void eachLoginHasItsOwnNonce() throws IOException {
        ScramServer one = new ScramServer(PASSWORD, line -> line);
        ScramServer other = new ScramServer(PASSWORD, line -> line);

        WireLogin.perform(connection(one), LOGIN);
        WireLogin.perform(connection(other), LOGIN);

        assertThat(one.heard().split("\r\n", -1)[0]).isNotEqualTo(other.heard().split("\r\n", -1)[0]);
    }

    @Test
    void serverThatDoesNotKnowThePasswordIsNotTrusted() throws IOException {
        MigrationException failure = failure(new ScramServer("another", line -> line));

        assertThat(failure.code()).isEqualTo(FailureCode.ENDPOINT_NOT_TRUSTED);
        assertThat(failure.detail()).contains("does not know the password").doesNotContain(PASSWORD);
    }

    @Test
    void serverThatLetsInAtOnceIsNotTrusted() throws IOException {
        assertThat(twisted(line -> line.startsWith("+") ? "s1 OK in\r\n" : line))
                .isEqualTo(FailureCode.ENDPOINT_NOT_TRUSTED);
    }

    @Test
    void serverThatLetsInWithoutSignatureIsNotTrusted() throws IOException {
        assertThat(twisted(line -> says(line, "v=") ? "s1 OK in\r\n" : line))
                .isEqualTo(FailureCode.ENDPOINT_NOT_TRUSTED);
    }

    @Test
    void otherNonceAndHugeWorkAndRubbishEndTheConnection() throws IOException {
        assertThat(twisted(line -> reworded(line, "r=", "r=x"))).isEqualTo(FailureCode.PROTOCOL_VIOLATED);
        assertThat(twisted(line -> reworded(line, "i=4096", "i=100000000"))).isEqualTo(FailureCode.PROTOCOL_VIOLATED);
        assertThat(twisted(line -> reworded(line, "i=4096", "i=1"))).isEqualTo(FailureCode.PROTOCOL_VIOLATED);
        assertThat(twisted(line -> line.startsWith("+") ? "+ !!\r\n" : line)).isEqualTo(FailureCode.PROTOCOL_VIOLATED);
        assertThat(twisted(line -> says(line, "v=") ? line + "+ " + encoded("more") + "\r\n" : line))
                .isEqualTo(FailureCode.PROTOCOL_VIOLATED);
    }

    @Test
    void wrongPasswordIsRefusedInTheServersWords() throws IOException {
        MigrationException failure = failure(new ScramServer(
                PASSWORD,
                line -> says(line, "v=")
                        ? "+ " + encoded("e=invalid-proof") + "\r\n"
                        : line.startsWith("s1 OK") ? "s1 NO [AUTHENTICATIONFAILED] no\r\n" : line));

        assertThat(failure.code()).isEqualTo(FailureCode.CREDENTIALS_REFUSED);
        assertThat(failure.detail()).endsWith("NO [AUTHENTICATIONFAILED] no (invalid-proof)");
    }

    /** Whoever has a proof can guess at the password, at leisure: it does not belong into a report. */
    @Test
    void echoedProofIsMasked() throws IOException {
        ScramServer[] server = new ScramServer[1];
        server[0] = new ScramServer(PASSWORD, line -> says(line, "v=") ? "s1 NO what is " + lastOf(server[0]) : line);

        MigrationException failure = failure(server[0]);

        assertThat(failure.detail())
                .endsWith("NO what is ***")
                .doesNotContain(lastOf(server[0]).strip());
    }

    private static String lastOf(ScramServer server) {
        String heard = server.heard().stripTrailing();
        return heard.substring(heard.lastIndexOf('\n') + 1) + "\r\n";
    }

    private static boolean says(String line, String beginning) {
        return line.startsWith("+ ") && decoded(line.substring(2).strip()).startsWith(beginning);
    }

    private static String reworded(String line, String from, String to) {
        return says(line, "r=")
                ? "+ " + encoded(decoded(line.substring(2).strip()).replace(from, to)) + "\r\n"
                : line;
    }

    private static FailureCode twisted(UnaryOperator<String> twist) throws IOException {
        return failure(new ScramServer(PASSWORD, twist)).code();
    }

    private static MigrationException failure(ScramServer server) throws IOException {
        WireConnection connection = connection(server);
        MigrationException failure =
                catchThrowableOfType(MigrationException.class, () -> WireLogin.perform(connection, LOGIN));
        assertThat(failure).isNotNull();
        assertThat(connection.isOpen()).isFalse();
        return failure;
    }

    private static WireConnection connection(ScramServer server) throws IOException {
        MemorySocket socket = new MemorySocket(server);
        socket.says("* OK [CAPABILITY IMAP4rev1 AUTH=SCRAM-SHA-256 SASL-IR] ready\r\n");
        WireConnection connection = socket.connection(WireLimits.STANDARD);
        connection.greeting();
        return connection;
    }
}
