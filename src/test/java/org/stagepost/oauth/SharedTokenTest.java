package org.stagepost.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stagepost.oauth.TokenServerScript.refusal;
import static org.stagepost.oauth.TokenServerScript.token;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretSource;
import org.stagepost.endpoint.TokenGrant;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** One token for many mailboxes: asked for once, renewed in time, replaced when it is refused. */
@Timeout(60)
class SharedTokenTest {
    private static final int THREADS = 20;

    private final TokenWorld world = new TokenWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void manyMailboxesMakeOneRequest() throws Exception {
        CountDownLatch everybodyWaits = new CountDownLatch(1);
        world.server.answers(() -> {
            await(everybodyWaits);
            return token("one", 3600);
        });

        assertThat(together(everybodyWaits)).hasSize(THREADS).containsOnly("one");
        assertThat(world.server.asked).hasSize(1);
    }

    @Test
    void aFailureIsThatOfAllWhoWait() throws Exception {
        CountDownLatch everybodyWaits = new CountDownLatch(1);
        world.server.answers(() -> {
            await(everybodyWaits);
            return refusal("invalid_client", "AADSTS7000215: Invalid client secret provided.");
        });

        assertThat(together(everybodyWaits)).hasSize(THREADS).containsOnly("TOKEN_REFUSED");
        assertThat(world.server.asked).hasSize(1);
    }

    @Test
    void aTokenIsRenewedBeforeItExpires() {
        world.server.answers(token("first", 3600), token("second", 3600));

        assertThat(currentAfter(Duration.ZERO)).isEqualTo("first");
        assertThat(currentAfter(Duration.ofSeconds(3539))).isEqualTo("first");
        assertThat(currentAfter(Duration.ofSeconds(1))).isEqualTo("second");
        assertThat(world.server.asked).hasSize(2);
    }

    @Test
    void aShortTokenIsUsedForMostOfItsLife() {
        world.server.answers(token("first", 2), token("second", 2));

        assertThat(currentAfter(Duration.ZERO)).isEqualTo("first");
        assertThat(currentAfter(Duration.ofMillis(1599))).isEqualTo("first");
        assertThat(currentAfter(Duration.ofMillis(1))).isEqualTo("second");
    }

    @Test
    void aLifeMayBeWrittenAsTextOrNotAtAll() {
        world.server.answers(
                TokenServerScript.Answer.of(200, "{\"access_token\":\"a\",\"expires_in\":\"100\"}"),
                TokenServerScript.Answer.of(200, "{\"access_token\":\"b\"}"),
                token("c", 1));

        assertThat(currentAfter(Duration.ZERO)).isEqualTo("a");
        assertThat(currentAfter(Duration.ofSeconds(80))).isEqualTo("b");
        assertThat(currentAfter(Duration.ofSeconds(239))).isEqualTo("b");
        assertThat(currentAfter(Duration.ofSeconds(1))).isEqualTo("c");
    }

    @Test
    void aRefusedTokenIsReplacedOnce() {
        world.server.answers(token("first", 3600), token("second", 3600), token("third", 3600));
        SecretSource source = world.tokens.of(world.clientCredentials(), "ann");
        Secret first = source.current();
        world.time.sleep(Duration.ofMinutes(5));

        assertThat(source.refused(first)).isTrue();
        Secret second = source.current();
        assertThat(second.reveal()).isEqualTo("second");
        assertThat(source.refused(first)).as("somebody else replaced it").isTrue();
        assertThat(source.current()).isSameAs(second);
        assertThat(source.refused(second)).as("it is new").isFalse();
        world.time.sleep(Duration.ofSeconds(31));
        assertThat(source.refused(second)).isTrue();
        assertThat(world.server.asked).hasSize(2);
    }

    @Test
    void wrongMailboxesDoNotHammerTheTokenServer() {
        world.server.answers(token("only", 3600));
        for (int mailbox = 0; mailbox < 100; mailbox++) {
            SecretSource source = world.tokens.of(world.clientCredentials(), "wrong" + mailbox);
            Secret token = source.current();
            if (source.refused(token)) {
                source.refused(source.current());
            }
        }

        assertThat(world.server.asked).hasSize(1);
    }

    @Test
    void theOldTokenBridgesATokenServerThatIsAway() {
        world.server.answers(token("old", 3600), TokenServerScript.Answer.of(503, ""));

        assertThat(currentAfter(Duration.ZERO)).isEqualTo("old");
        assertThat(currentAfter(Duration.ofSeconds(3545))).isEqualTo("old");
        int asked = world.server.asked.size();
        assertThat(currentAfter(Duration.ZERO)).isEqualTo("old");
        assertThat(world.server.asked).as("not asked each time").hasSize(asked);
        world.time.sleep(Duration.ofSeconds(60));
        assertThat(world.refusal(world.clientCredentials()).code()).isEqualTo(FailureCode.ENDPOINT_UNREACHABLE);
    }

    @Test
    void endpointsOfTheSameApplicationShareIt() {
        world.server.answers(token("first", 3600), token("second", 3600));
        TokenGrant literal = world.grant(TokenGrant.Kind.CLIENT_CREDENTIALS, "a", "", "");
        TokenGrant otherLiteral = world.grant(TokenGrant.Kind.CLIENT_CREDENTIALS, "b", "", "");

        assertThat(world.token(literal)).isEqualTo("first");
        assertThat(world.token(world.grant(TokenGrant.Kind.CLIENT_CREDENTIALS, "a", "", "")))
                .isEqualTo("first");
        assertThat(world.token(otherLiteral)).isEqualTo("second");
    }

    @Test
    void whoIsHaltedLeavesTheOthersWaiting() throws Exception {
        CountDownLatch signedIn = new CountDownLatch(1);
        CountDownLatch bothWait = new CountDownLatch(2);
        SharedToken shared = new SharedToken(
                () -> {
                    TokenQuestion.pausing(duration -> await(signedIn)).sleep(Duration.ofHours(1));
                    return new AccessToken(
                            Secret.of("one"), world.now(), world.now().plusSeconds(3600));
                },
                world.time);
        AtomicBoolean halted = new AtomicBoolean();
        CompletableFuture<AccessToken> patient = CompletableFuture.supplyAsync(() -> shared.current(() -> {
            bothWait.countDown();
            return false;
        }));
        CompletableFuture<AccessToken> stopped = CompletableFuture.supplyAsync(() -> shared.current(() -> {
            bothWait.countDown();
            return halted.get();
        }));
        bothWait.await();

        halted.set(true);

        assertThatThrownBy(stopped::get).cause().hasMessageContaining("stopped while waiting for an access token");
        assertThat(patient).isNotDone();
        signedIn.countDown();
        assertThat(patient.get().value().reveal()).isEqualTo("one");
    }

    /** A token server may have replaced a refresh token with its answer. */
    @Test
    void whoIsHaltedWaitsForAnAnswerThatIsOnItsWay() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        SharedToken shared = new SharedToken(
                () -> {
                    asked.countDown();
                    await(answers);
                    return new AccessToken(
                            Secret.of("one"), world.now(), world.now().plusSeconds(3600));
                },
                world.time);
        CompletableFuture<AccessToken> stopped = CompletableFuture.supplyAsync(() -> shared.current(() -> true));
        asked.await();

        answers.countDown();

        assertThat(stopped.get().value().reveal()).isEqualTo("one");
    }

    @Test
    void aQuestionThatNobodyWaitsForIsGivenUpAndAskedAnew() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        SharedToken shared = new SharedToken(
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        try {
                            TokenQuestion.pausing(Sleeper.system()).sleep(Duration.ofHours(1));
                        } finally {
                            interrupted.countDown();
                        }
                    }
                    return new AccessToken(
                            Secret.of("second"), world.now(), world.now().plusSeconds(3600));
                },
                world.time);
        assertThatThrownBy(() -> shared.current(() -> asked.get() > 0)).isInstanceOf(MigrationException.class);

        assertThat(shared.current(() -> false).value().reveal()).isEqualTo("second");
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatNobodyExpectedIsAFailureOfAll() {
        SharedToken shared = new SharedToken(
                () -> {
                    throw new IllegalStateException("odd");
                },
                world.time);

        assertThatThrownBy(() -> shared.current(() -> false))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.INTERNAL));
    }

    private String currentAfter(Duration pause) {
        world.time.sleep(pause);
        return world.token(world.clientCredentials());
    }

    /** What each of many threads gets: a token, or the code of a failure. */
    private List<String> together(CountDownLatch everybodyWaits) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CountDownLatch begun = new CountDownLatch(THREADS);
        List<Future<String>> answers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            answers.add(threads.submit(() -> {
                begun.countDown();
                try {
                    return world.token(world.clientCredentials());
                } catch (MigrationException e) {
                    return e.code().name();
                }
            }));
        }
        begun.await();
        Thread.sleep(100);
        everybodyWaits.countDown();
        List<String> all = new ArrayList<>();
        for (Future<String> answer : answers) {
            all.add(answer.get());
        }
        threads.shutdown();
        return all;
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
