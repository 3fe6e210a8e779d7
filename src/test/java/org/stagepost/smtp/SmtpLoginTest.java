package org.stagepost.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretSource;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Mechanism;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Proxy;
import org.stagepost.endpoint.Security;
import org.stagepost.endpoint.TokenGrant;
import org.stagepost.testing.ProxyServer;

class SmtpLoginTest {
    private static final String USER = "relay@example.test";
    private static final String PASSWORD = "hunter2-canary";
    private static final String OFFERS = "250-script.example.test\r\n250 AUTH PLAIN LOGIN XOAUTH2";

    @ParameterizedTest
    @CsvSource({"AUTO", "PLAIN"})
    void plainSendsUserAndPasswordAtOnce(Mechanism mechanism) throws IOException {
        assertThat(heardWith(login(mechanism))).contains("AUTH PLAIN " + base64(USER + "\0" + USER + "\0" + PASSWORD));
    }

    @Test
    void loginSendsThemOneAfterTheOther() throws IOException {
        assertThat(heardWith(login(Mechanism.LOGIN))).contains("AUTH LOGIN", base64(USER), base64(PASSWORD));
    }

    @ParameterizedTest
    @CsvSource({"AUTO", "XOAUTH2"})
    void aTokenIsSentAsXoauth2(Mechanism mechanism) throws IOException {
        assertThat(heardWith(login(mechanism).withOauth(TokenGrant.none())))
                .contains("AUTH XOAUTH2 " + base64("user=" + USER + "\1auth=Bearer " + PASSWORD + "\1\1"));
    }

    @Test
    void aRefusedTokenIsRenewedOnceAndExplained() throws IOException {
        String error = "{\"status\":\"401\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.example.test/\"}";
        List<Secret> refused = new ArrayList<>();
        SecretSource tokens = new SecretSource() {
            @Override
            public Secret current() {
                return Secret.of("token-canary-" + refused.size());
            }

            @Override
            public boolean refused(Secret secret) {
                refused.add(secret);
                return refused.size() == 1;
            }
        };
        try (SmtpScript server = SmtpScript.plain()
                .replying("EHLO", OFFERS)
                .replying("AUTH", "334 " + base64(error))
                .replying("", "535 5.7.3 Authentication unsuccessful")) {
            Endpoint endpoint = endpoint(server.port(), login(Mechanism.XOAUTH2).withOauth(TokenGrant.none()));

            List<ProbeStage> stages = new SmtpProbe(endpoint, tokens, Connections.plain()).probe();

            ProbeStage last = stages.get(stages.size() - 1);
            assertThat(last.name()).isEqualTo("login");
            assertThat(last.detail()).contains("refuses the access token", "\"status\":\"401\"");
            assertThat(last.cause()).contains("token");
            assertThat(last.toString()).doesNotContain("canary");
            assertThat(server.heard().stream()
                            .filter(line -> line.startsWith("AUTH"))
                            .distinct())
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'535 5.7.8 Error: authentication failed',                                   user name or the password is wrong",
        "'535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant', switched off",
        "'534-5.7.9 Application-specific password required',                          no ordinary password"
    })
    void refusalsHaveCauseAndRemedy(String reply, String cause) throws IOException {
        try (SmtpScript server = SmtpScript.plain().replying("AUTH", reply.replace("534-", "534 "))) {
            ProbeStage last = last(endpoint(server.port(), login(Mechanism.PLAIN)));

            assertThat(last.cause()).contains(cause);
            assertThat(last.remedy()).isNotEmpty();
        }
    }

    @Test
    void aMechanismThatIsNotOfferedIsNamed() throws IOException {
        try (SmtpScript server = SmtpScript.plain().replying("EHLO", "250-script\r\n250 AUTH PLAIN")) {
            assertThat(last(endpoint(server.port(), login(Mechanism.LOGIN))).cause())
                    .contains("login.mechanism");
            assertThat(server.heard()).noneMatch(line -> line.startsWith("AUTH"));
        }
    }

    @Test
    void aMailGoesThroughAProxy() throws IOException {
        try (SmtpScript server = SmtpScript.plain();
                ProxyServer proxy = ProxyServer.open(Proxy.Kind.HTTP, server.port())) {
            Endpoint endpoint = endpoint(25, login(Mechanism.PLAIN))
                    .withProxy(new Proxy(Proxy.Kind.HTTP, "127.0.0.1", proxy.port(), "", SecretReference.none()));

            new SmtpMailSender(endpoint, secret(), Connections.plain()).send(SmtpMailSenderTest.mail("hello"));

            assertThat(server.heard()).contains("Subject: hello");
            assertThat(proxy.asked()).containsExactly("smtp.nowhere.example.test:25");
        }
    }

    private static List<String> heardWith(Login login) throws IOException {
        try (SmtpScript server = SmtpScript.plain()
                .replying("EHLO", OFFERS)
                .replying("AUTH LOGIN", "334 VXNlcm5hbWU6")
                .replying(base64(USER), "334 UGFzc3dvcmQ6")
                .replying(base64(PASSWORD), "235 welcome")) {
            new SmtpMailSender(endpoint(server.port(), login), secret(), Connections.plain())
                    .send(SmtpMailSenderTest.mail("hello"));
            return server.heard();
        }
    }

    private static ProbeStage last(Endpoint endpoint) {
        List<ProbeStage> stages = new SmtpProbe(endpoint, secret(), Connections.plain()).probe();
        return stages.get(stages.size() - 1);
    }

    private static SecretSource secret() {
        return SecretSource.of(Secret.of(PASSWORD));
    }

    private static Login login(Mechanism mechanism) {
        return Login.admin(LoginStyle.PLAIN, USER, SecretReference.none()).withMechanism(mechanism);
    }

    private static Endpoint endpoint(int port, Login login) {
        String host = port == 25 ? "smtp.nowhere.example.test" : "localhost";
        return Endpoint.at("relay", EndpointKind.SMTP, host, port, Protection.of(Security.NONE, ""))
                .withLogin(login)
                .withFrom(SmtpEndpoints.FROM);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
