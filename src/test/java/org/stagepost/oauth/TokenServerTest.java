package org.stagepost.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stagepost.oauth.TokenServerScript.token;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.endpoint.TokenGrant;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.oauth.TokenServerScript.Answer;

/** What token servers do besides answering. */
class TokenServerTest {
    private final TokenWorld world = new TokenWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aBusyServerIsAskedAgainWhenItSays() {
        world.server.answers(
                Answer.of(429, "").with("Retry-After", "7"), Answer.of(503, "<html>"), token("late", 3600));

        assertThat(world.token(world.clientCredentials())).isEqualTo("late");
        assertThat(world.time.passed()).isEqualTo(Duration.ofSeconds(7 + 2));
    }

    @Test
    void aServerThatStaysBusyIsGivenUp() {
        world.server.answers(Answer.of(503, ""));

        MigrationException refusal = world.refusal(world.clientCredentials());

        assertThat(refusal.code()).isEqualTo(FailureCode.ENDPOINT_UNREACHABLE);
        assertThat(refusal).hasMessageContaining("127.0.0.1").hasMessageContaining("503");
        assertThat(world.server.asked).hasSize(4);
    }

    @Test
    void nobodyWaitsAnHourForABusyServer() {
        world.server.answers(Answer.of(429, "").with("Retry-After", "3600"));

        assertThat(world.refusal(world.clientCredentials()).code()).isEqualTo(FailureCode.ENDPOINT_UNREACHABLE);
        assertThat(world.server.asked).hasSize(1);
    }

    @Test
    void aServerThatIsAwayIsTriedAFewTimes() {
        TokenGrant grant = world.clientCredentials();
        world.close();

        MigrationException refusal = world.refusal(grant);

        assertThat(refusal.code()).isEqualTo(FailureCode.ENDPOINT_UNREACHABLE);
        assertThat(refusal).hasMessageContaining("connection failed");
        assertThat(world.time.passed()).isEqualTo(Duration.ofSeconds(1 + 2 + 4));
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (TokenServerScript thief = new TokenServerScript()) {
            thief.answers(token("stolen", 3600));
            world.server.answers(Answer.of(307, "").with("Location", thief.url("/token")));

            MigrationException refusal = world.refusal(world.clientCredentials());

            assertThat(refusal.code()).isEqualTo(FailureCode.TOKEN_REFUSED);
            assertThat(refusal).hasMessageContaining("redirect (HTTP 307)");
            assertThat(thief.asked).isEmpty();
        }
    }

    @Test
    void anAnswerIsReadTo256Kilobytes() {
        String answer = "{\"access_token\":\"long\",\"more\":\"%s\"}";
        int frame = answer.length() - 2;
        world.server.answers(
                Answer.of(200, answer.formatted("x".repeat(256 * 1024 - frame + 1))),
                Answer.of(200, answer.formatted("x".repeat(256 * 1024 - frame))));

        assertThat(world.refusal(world.clientCredentials()))
                .hasMessageContaining("longer than 256 KB")
                .extracting(MigrationException::code)
                .isEqualTo(FailureCode.TOKEN_REFUSED);
        assertThat(world.token(world.clientCredentials())).isEqualTo("long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>not here</html>", "[]", "\"text\"", "", "{\"access_token\":\"hunter2-canary"})
    void whatIsNoJsonObjectIsNoTokenServer(String body) {
        world.server.answers(Answer.of(404, body));

        MigrationException refusal = world.refusal(world.clientCredentials());

        assertThat(refusal.code()).isEqualTo(FailureCode.TOKEN_REFUSED);
        assertThat(refusal).hasMessageContaining("HTTP 404").hasMessageContaining("a token endpoint?");
        assertThat(refusal).hasNoCause();
        assertThat(refusal.detail()).doesNotContain(TokenWorld.CANARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"\"}",
                "{\"access_token\":5}",
                "{\"access_token\":\"a\\r\\nA1 DELETE x\"}",
                "{\"access_token\":\"a\\u0001b\"}",
                "{\"access_token\":\"a b\"}"
            })
    void aTokenThatNoLoginCanCarryIsRefused(String body) {
        world.server.answers(Answer.of(200, body));

        assertThat(world.refusal(world.clientCredentials()).code()).isEqualTo(FailureCode.TOKEN_REFUSED);
    }

    @Test
    void aTokenOfAnotherTypeIsRefused() {
        world.server.answers(Answer.of(200, "{\"access_token\":\"a\",\"token_type\":\"mac\"}"));

        assertThat(world.refusal(world.clientCredentials())).hasMessageContaining("mac instead of Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example.test/token",
                "ftp://127.0.0.1/token",
                "https://user:password@login.example.test/token",
                "http://127.0.0.1.example.test/token",
                "https:token",
                "no address"
            })
    void secretsGoNowhereElse(String url) {
        assertThat(TokenUrl.parse(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example.test/token",
                "http://127.0.0.1:8080/token",
                "http://[::1]/",
                "http://localhost/a"
            })
    void secretsGoOverHttpsOrToThisMachine(String url) {
        assertThat(TokenUrl.parse(url)).isPresent();
    }
}
