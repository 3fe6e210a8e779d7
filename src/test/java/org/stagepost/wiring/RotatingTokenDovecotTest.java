package org.stagepost.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.cli.FakeShell;
import org.stagepost.credential.Secret;
import org.stagepost.imap.ImapMailboxConnector;
import org.stagepost.sync.Sleeper;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** A token server that takes each refresh token once, and a mail server that does not take the access tokens. */
@RequiresServer("dovecot")
@Timeout(120)
class RotatingTokenDovecotTest {
    private final Path home;
    private final RealServer dovecot = RealServer.start("dovecot", Map.of());
    private final HttpServer tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private int valid = 1;
    private String typed = "hunter2-1";

    RotatingTokenDovecotTest(@TempDir Path folder) throws IOException {
        home = folder.resolve("home");
        tokens.createContext("/token", this::answer);
        tokens.start();
    }

    @AfterEach
    void stop() {
        tokens.stop(0);
        dovecot.close();
    }

    @Test
    void theReplacementOfATypedTokenOutlivesATestThatFails() {
        String reference = "store:endpoint/old-mail/next-refresh-token";

        String failed = typed(5, "create", "login.oauth.refreshToken=prompt");
        assertThat(failed)
                .containsPattern("token +ok")
                .containsPattern("login +FAILED")
                .contains("'old-mail' was not stored")
                .contains("the new one is kept, sealed: go on with login.oauth.refreshToken=" + reference)
                .doesNotContain("hunter2-");
        assertThat(typed(5, "create", "login.oauth.refreshToken=" + reference)).containsPattern("token +ok");
        typed(0, "create", "login.oauth.refreshToken=" + reference, "--skip-verification");

        assertThat(typed(5, "test", "--mailbox", "user01")).containsPattern("token +ok");
        assertThat(valid).isEqualTo(4);
    }

    @Test
    void theSameHoldsForOneThatIsSet() {
        typed(0, "create", "login.oauth.refreshToken=prompt", "--skip-verification");
        typed(5, "test", "--mailbox", "user01");
        valid = 100;
        typed = "hunter2-100";

        String failed = typed(5, "set", "login.oauth.refreshToken=prompt", "--mailbox", "user01");

        assertThat(failed).contains("go on with login.oauth.refreshToken=store:endpoint/old-mail/next-refresh-token");
        assertThat(valid).isEqualTo(101);
    }

    private String typed(int exit, String action, String... more) {
        String[] create = {
            "--kind=imap",
            "--host=localhost",
            "--port=" + (dovecot.port() + 1),
            "--ca-file=" + dovecot.folder().resolve("tls/ca.pem"),
            "--login-as=admin",
            "--login-style=token",
            "--mailbox=user01",
            "login.oauth.grant=refresh-token",
            "login.oauth.tokenUrl=http://127.0.0.1:" + tokens.getAddress().getPort() + "/token",
            "login.oauth.clientId=app",
        };
        String[] own = action.equals("create") ? create : new String[0];
        String[] all = new String[3 + own.length + more.length];
        all[0] = "endpoint";
        all[1] = action;
        all[2] = "old-mail";
        System.arraycopy(own, 0, all, 3, own.length);
        System.arraycopy(more, 0, all, 3 + own.length, more.length);
        SpringContexts contexts =
                new SpringContexts(ImapMailboxConnector::new, Sleeper.system(), purpose -> Secret.of(typed));
        InThisProcess stagepost = new InThisProcess(contexts, new FakeShell().with("STAGEPOST_HOME", home.toString()));
        assertThat(stagepost.execute(all)).as(stagepost.output()).isEqualTo(exit);
        return stagepost.output();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        boolean isValid = (asked + "&").contains("refresh_token=hunter2-" + valid + "&");
        byte[] answer = (isValid ? """
                          {"token_type":"Bearer","access_token":"nobody-%d","expires_in":3600,"refresh_token":"hunter2-%d"}""".formatted(valid, ++valid) : "{\"error\":\"invalid_grant\"}")
                .getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(isValid ? 200 : 400, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
