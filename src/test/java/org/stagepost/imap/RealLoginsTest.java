package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretSource;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Mechanism;
import org.stagepost.imap.wire.Line;
import org.stagepost.imap.wire.LoggedIn;
import org.stagepost.imap.wire.WireConnection;
import org.stagepost.imap.wire.WireLimits;
import org.stagepost.imap.wire.WireLogin;
import org.stagepost.imap.wire.WireOpening;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** Every mechanism and login style that Dovecot and Cyrus have. */
@RequiresServer({"dovecot", "cyrmaster", "saslpasswd2"})
class RealLoginsTest {
    private static RealServer dovecot;
    private static RealServer cyrus;

    @BeforeAll
    static void start() {
        dovecot = RealServer.start("dovecot", Map.of("USERS", "2", "MASTERSEP", "%", "MORE_MECH", "scram-sha-256"));
        cyrus = RealServer.start("cyrus", Map.of("USERS", "2", "MECH", "PLAIN LOGIN SCRAM-SHA-256"));
    }

    @AfterAll
    static void stop() {
        dovecot.close();
        cyrus.close();
    }

    @ParameterizedTest
    @CsvSource({
        "PLAIN, AUTO, user01, user01, secret, SCRAM-SHA-256",
        "PLAIN, PLAIN, user01, user01, secret, LOGIN command",
        "PLAIN, LOGIN, user01, user01, secret, LOGIN",
        "PLAIN, SCRAM_SHA_256, user01, user01, secret, SCRAM-SHA-256",
        "MASTER_USER, PLAIN, user01, master, masterpw, LOGIN command",
        "MASTER_USER, SCRAM_SHA_256, user01, master, masterpw, SCRAM-SHA-256",
        "AUTHZID, PLAIN, user01, master, masterpw, PLAIN",
        "AUTHZID, SCRAM_SHA_256, user01, master, masterpw, SCRAM-SHA-256"
    })
    void dovecotLetsIn(
            LoginStyle style, Mechanism mechanism, String mailbox, String user, String password, String way) {
        assertThat(login(dovecot, style, mechanism, mailbox, user, password).way())
                .isEqualTo(way);
    }

    @ParameterizedTest
    @CsvSource({
        "PLAIN, AUTO, user01, user01, secret, SCRAM-SHA-256",
        "PLAIN, PLAIN, user01, user01, secret, LOGIN command",
        "PLAIN, LOGIN, user01, user01, secret, LOGIN",
        "AUTHZID, PLAIN, user01, cyrus, cyruspw, PLAIN",
        "AUTHZID, SCRAM_SHA_256, user01, cyrus, cyruspw, SCRAM-SHA-256"
    })
    void cyrusLetsIn(LoginStyle style, Mechanism mechanism, String mailbox, String user, String password, String way) {
        assertThat(login(cyrus, style, mechanism, mailbox, user, password).way())
                .isEqualTo(way);
    }

    @ParameterizedTest
    @CsvSource({
        "PLAIN, PLAIN, user01, user01",
        "PLAIN, LOGIN, user01, user01",
        "PLAIN, SCRAM_SHA_256, user01, user01",
        "MASTER_USER, PLAIN, user01, master",
        "AUTHZID, PLAIN, user01, master",
        "AUTHZID, SCRAM_SHA_256, user01, user02"
    })
    void wrongPasswordIsRefused(LoginStyle style, Mechanism mechanism, String mailbox, String user) {
        for (RealServer server : new RealServer[] {dovecot, cyrus}) {
            MigrationException failure = catchThrowableOfType(
                    MigrationException.class, () -> login(server, style, mechanism, mailbox, user, "wrong-canary"));

            assertThat(failure.code()).isEqualTo(FailureCode.CREDENTIALS_REFUSED);
            assertThat(failure.detail()).contains(user).doesNotContain("canary");
        }
    }

    /** Dovecot's own default stands between the two, and this server wants another character. */
    @Test
    void otherSeparatorIsRefused() {
        MailboxLogin login = Endpoints.master("user01", "master", "masterpw").withMechanism(Mechanism.PLAIN);

        assertThat(catchThrowableOfType(MigrationException.class, () -> perform(dovecot, login))
                        .code())
                .isEqualTo(FailureCode.CREDENTIALS_REFUSED);
    }

    private static LoggedIn login(
            RealServer server, LoginStyle style, Mechanism mechanism, String mailbox, String user, String password) {
        return perform(
                server,
                new MailboxLogin(style, mechanism, mailbox, user, SecretSource.of(Secret.of(password)), "%", ""));
    }

    private static LoggedIn perform(RealServer server, MailboxLogin login) {
        Endpoint endpoint = Endpoints.plain(server.port());
        try (WireConnection connection = WireOpening.open(endpoint, WireLimits.STANDARD, new Line())) {
            return WireLogin.perform(connection, login);
        }
    }
}
