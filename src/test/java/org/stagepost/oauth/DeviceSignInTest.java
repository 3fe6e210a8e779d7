package org.stagepost.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.stagepost.oauth.TokenServerScript.refusal;
import static org.stagepost.oauth.TokenServerScript.token;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stagepost.credential.SecretSource;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.oauth.TokenServerScript.Answer;

/** Somebody signs in at another device (RFC 8628). */
class DeviceSignInTest {
    private static final Answer CODE = Answer.of(200, """
            {"device_code":"device-1","user_code":"ABCD-EFGH","verification_uri":"https://login.example.test/device",
             "expires_in":900,"interval":5}""");
    private static final Answer SIGNED_IN = Answer.of(200, """
            {"token_type":"Bearer","access_token":"first","expires_in":3600,"refresh_token":"refresh-1"}""");

    private final TokenWorld world = new TokenWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void waitsUntilSomebodySignedIn() {
        world.server.answers(
                CODE, refusal("authorization_pending", ""), refusal("authorization_pending", ""), SIGNED_IN);

        assertThat(world.token(world.deviceCode())).isEqualTo("first");
        assertThat(world.shown).containsExactly("https://login.example.test/device ABCD-EFGH 2026-06-01T12:15:00Z");
        assertThat(world.time.passed()).isEqualTo(Duration.ofSeconds(15));
        assertThat(world.server.lastAsked())
                .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:device_code")
                .containsEntry("device_code", "device-1")
                .containsEntry("client_id", "migration-app");
    }

    @Test
    void asksMoreSlowlyWhenTold() {
        world.server.answers(CODE, refusal("slow_down", ""), refusal("slow_down", ""), SIGNED_IN);

        world.token(world.deviceCode());

        assertThat(world.time.passed()).isEqualTo(Duration.ofSeconds(5 + 10 + 15));
    }

    @Test
    void nobodyIsAskedTwiceWhileTheRefreshTokenHolds() {
        world.server.answers(CODE, SIGNED_IN, token("second", 3600), token("third", 3600));
        world.token(world.deviceCode());
        world.time.sleep(Duration.ofHours(1));

        assertThat(world.token(world.deviceCode())).isEqualTo("second");
        assertThat(world.server.lastAsked())
                .containsEntry("grant_type", "refresh_token")
                .containsEntry("refresh_token", "refresh-1");
        world.time.sleep(Duration.ofHours(1));
        assertThat(world.token(world.deviceCode())).isEqualTo("third");
        assertThat(world.shown).hasSize(1);
    }

    @Test
    void somebodyIsAskedAgainWhenTheRefreshTokenIsRefused() {
        world.server.answers(CODE, SIGNED_IN, refusal("invalid_grant", "revoked"), CODE, token("second", 3600));
        world.token(world.deviceCode());
        world.time.sleep(Duration.ofHours(1));

        assertThat(world.token(world.deviceCode())).isEqualTo("second");
        assertThat(world.shown).hasSize(2);
    }

    @Test
    void endsWhenTheCodeExpires() {
        world.server.answers(CODE, refusal("authorization_pending", ""));

        MigrationException refusal = world.refusal(world.deviceCode());

        assertThat(refusal.code()).isEqualTo(FailureCode.TOKEN_REFUSED);
        assertThat(refusal).hasMessageContaining("nobody signed in");
        assertThat(world.time.passed()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void saysThatSomebodyDeclined() {
        world.server.answers(CODE, refusal("authorization_declined", "AADSTS70020"));
        assertThat(world.refusal(world.deviceCode())).hasMessageContaining("the sign-in was declined");
        world.server.answers(CODE, refusal("expired_token", ""));
        assertThat(world.refusal(world.deviceCode())).hasMessageContaining("nobody signed in");
    }

    @Test
    void showsNothingThatWouldDisturbATerminal() {
        world.server.answers(
                Answer.of(
                        200,
                        "{\"device_code\":\"d\",\"user_code\":\"\\u001b[2JA\\u202eB\",\"verification_url\":\"https://a.example.test/\"}"),
                SIGNED_IN);

        world.token(world.deviceCode());

        assertThat(world.shown).singleElement().asString().startsWith("https://a.example.test/ [2JA B ");
    }

    @Test
    void showsNoAddressThatIsNone() {
        world.server.answers(Answer.of(
                200, "{\"device_code\":\"d\",\"user_code\":\"A\",\"verification_uri\":\"javascript:alert(1)\"}"));

        assertThat(world.refusal(world.deviceCode())).hasMessageContaining("without a code to sign in with");
        assertThat(world.shown).isEmpty();
    }

    @Test
    void endsWhenItIsStopped() throws Exception {
        world.server.answers(CODE, refusal("authorization_pending", ""));
        AtomicBoolean halted = new AtomicBoolean();
        SecretSource token = world.inRealTime().of(world.deviceCode(), "ann", halted::get);
        CompletableFuture<Throwable> waiting = CompletableFuture.supplyAsync(() -> catchThrowable(token::current));
        Instant latest = Instant.now().plusSeconds(30);
        while (world.shown.isEmpty() && Instant.now().isBefore(latest)) {
            Thread.sleep(10);
        }

        halted.set(true);

        // sooner than the token server is to be asked again
        assertThat(waiting.get(4, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.STOPPED));
        assertThat(world.shown).hasSize(1);
        assertThat(world.server.asked).hasSize(1);
    }
}
