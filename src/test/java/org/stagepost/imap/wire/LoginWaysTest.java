package org.stagepost.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Mechanism;

/** Which way in is taken: a table. */
class LoginWaysTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AUTO          | PLAIN       | TLS   | ascii | AUTH=PLAIN                                          | LOGIN command
            AUTO          | PLAIN       | TLS   | utf-8 | AUTH=PLAIN                                          | PLAIN
            AUTO          | PLAIN       | TLS   | utf-8 | AUTH=SCRAM-SHA-256                                  | LOGIN command
            AUTO          | PLAIN       | TLS   | ascii | LOGINDISABLED AUTH=PLAIN AUTH=SCRAM-SHA-256         | PLAIN
            AUTO          | PLAIN       | TLS   | ascii | LOGINDISABLED AUTH=LOGIN AUTH=SCRAM-SHA-256         | LOGIN
            AUTO          | PLAIN       | TLS   | ascii | LOGINDISABLED AUTH=SCRAM-SHA-256                    | SCRAM-SHA-256
            AUTO          | MASTER_USER | TLS   | ascii | AUTH=PLAIN AUTH=SCRAM-SHA-256                       | LOGIN command
            AUTO          | PLAIN       | clear | ascii | AUTH=PLAIN AUTH=SCRAM-SHA-256                       | SCRAM-SHA-256
            AUTO          | PLAIN       | clear | ascii | AUTH=PLAIN AUTH=SCRAM-SHA-1                         | LOGIN command
            AUTO          | PLAIN       | TLS   | ascii | LOGINDISABLED AUTH=XOAUTH2                          | none
            AUTO          | AUTHZID     | TLS   | ascii | AUTH=PLAIN AUTH=LOGIN AUTH=SCRAM-SHA-256            | PLAIN
            AUTO          | AUTHZID     | clear | ascii | AUTH=PLAIN AUTH=LOGIN AUTH=SCRAM-SHA-256            | SCRAM-SHA-256
            AUTO          | AUTHZID     | TLS   | ascii | AUTH=LOGIN AUTH=SCRAM-SHA-256                       | SCRAM-SHA-256
            AUTO          | AUTHZID     | TLS   | ascii | AUTH=LOGIN                                          | none
            AUTO          | TOKEN       | TLS   | ascii | AUTH=PLAIN AUTH=XOAUTH2 AUTH=OAUTHBEARER            | OAUTHBEARER
            AUTO          | TOKEN       | clear | ascii | AUTH=XOAUTH2 AUTH=SCRAM-SHA-256                     | XOAUTH2
            AUTO          | TOKEN       | TLS   | ascii | AUTH=PLAIN AUTH=LOGIN                               | none
            XOAUTH2       | TOKEN       | TLS   | ascii | AUTH=XOAUTH2 AUTH=OAUTHBEARER                       | XOAUTH2
            OAUTHBEARER   | TOKEN       | TLS   | ascii | AUTH=XOAUTH2                                        | none
            PLAIN         | PLAIN       | clear | ascii | AUTH=PLAIN AUTH=SCRAM-SHA-256                       | LOGIN command
            PLAIN         | AUTHZID     | clear | ascii | AUTH=PLAIN AUTH=SCRAM-SHA-256                       | PLAIN
            LOGIN         | PLAIN       | TLS   | ascii | AUTH=LOGIN AUTH=PLAIN                               | LOGIN
            LOGIN         | AUTHZID     | TLS   | ascii | AUTH=LOGIN AUTH=PLAIN                               | none
            SCRAM_SHA_256 | MASTER_USER | TLS   | ascii | AUTH=PLAIN AUTH=SCRAM-SHA-256                       | SCRAM-SHA-256
            SCRAM_SHA_256 | PLAIN       | TLS   | ascii | AUTH=PLAIN AUTH=SCRAM-SHA-1                         | none
            EXTERNAL      | PLAIN       | TLS   | ascii | AUTH=EXTERNAL                                       | none
            """)
    void bestWayIs(Mechanism mechanism, LoginStyle style, String line, String text, String offered, String best) {
        LoginWays ways = new LoginWays(
                Capabilities.parse(offered), style, mechanism, line.equals("clear"), text.equals("ascii"));

        assertThat(ways.best().map(LoginWay::toString).orElse("none")).isEqualTo(best);
    }

    @Test
    void saysWhatIsOfferedInstead() {
        Capabilities offered = Capabilities.parse("IMAP4rev1 LOGINDISABLED AUTH=GSSAPI AUTH=DIGEST-MD5");

        assertThat(new LoginWays(offered, LoginStyle.PLAIN, Mechanism.AUTO, true, true).whyNone())
                .isEqualTo("it offers no login with a password on this connection (LOGINDISABLED);"
                        + " it offers DIGEST-MD5, GSSAPI");
        assertThat(new LoginWays(offered, LoginStyle.TOKEN, Mechanism.AUTO, true, true).whyNone())
                .contains("access token", "OAUTHBEARER, XOAUTH2", "it offers DIGEST-MD5, GSSAPI");
        assertThat(new LoginWays(Capabilities.NONE, LoginStyle.PLAIN, Mechanism.SCRAM_SHA_256, true, true).whyNone())
                .isEqualTo("it does not offer the endpoint's mechanism (SCRAM-SHA-256); it offers LOGIN command");
        assertThat(new LoginWays(Capabilities.parse("LOGINDISABLED"), LoginStyle.AUTHZID, Mechanism.AUTO, false, true)
                        .whyNone())
                .contains("authorization id", "no way in at all");
    }
}
