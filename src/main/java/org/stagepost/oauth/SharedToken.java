package org.stagepost.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stagepost.credential.Secret;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * One token for all that log in with it. However many wait for it, one of them asks for it and all get the answer, be it
 * a token or a failure. Thread-safe.
 */
final class SharedToken {
    /** A token that was refused sooner than this after it was got is not replaced: one wrong mailbox would ask on and on. */
    static final Duration BETWEEN_REFUSALS = Duration.ofSeconds(30);
    /** While the old token lives, a token server that is away is asked again after so long. */
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);

    private final Supplier<AccessToken> fetch;
    private final Clock clock;
    private @Nullable AccessToken token;
    private @Nullable CompletableFuture<AccessToken> onItsWay;
    private boolean accepted;
    private Instant nextAttempt = Instant.MIN;

    SharedToken(Supplier<AccessToken> fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    /** Renewed when it is due. @throws MigrationException what {@code fetch} throws */
    AccessToken current() {
        CompletableFuture<AccessToken> answer;
        synchronized (this) {
            if (token != null && isGoodEnough(token)) {
                return token;
            }
            if (onItsWay != null) {
                answer = onItsWay;
            } else {
                onItsWay = new CompletableFuture<>();
                answer = null;
            }
        }
        return answer == null ? ask() : await(answer);
    }

    private boolean isGoodEnough(AccessToken some) {
        Instant now = clock.instant();
        return !some.isDue(now) || (!some.isExpired(now) && now.isBefore(nextAttempt));
    }

    private AccessToken ask() {
        try {
            return answered(fetch.get());
        } catch (MigrationException e) {
            return failed(e);
        } catch (RuntimeException | Error e) {
            failed(new MigrationException(FailureCode.INTERNAL, "an access token could not be asked for", e));
            throw e;
        }
    }

    private synchronized AccessToken answered(AccessToken fresh) {
        token = fresh;
        nextAttempt = Instant.MIN;
        end().complete(fresh);
        return fresh;
    }

    /** The old token is as good as ever until it expires. */
    private synchronized AccessToken failed(MigrationException failure) {
        if (failure.code() == FailureCode.ENDPOINT_UNREACHABLE && token != null && !token.isExpired(clock.instant())) {
            nextAttempt = clock.instant().plus(BETWEEN_ATTEMPTS);
            end().complete(token);
            return token;
        }
        end().completeExceptionally(failure);
        throw failure;
    }

    private CompletableFuture<AccessToken> end() {
        CompletableFuture<AccessToken> ended = onItsWay;
        onItsWay = null;
        return ended == null ? new CompletableFuture<>() : ended;
    }

    /** A failure of its own for each that waits: it is their stack trace. */
    private static AccessToken await(CompletableFuture<AccessToken> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof MigrationException known) {
                throw known.as(known.code(), known.detail());
            }
            throw e;
        }
    }

    /** @return true when {@link #current} gives another one */
    synchronized boolean refused(Secret secret) {
        if (token == null || token.value() != secret) {
            return true;
        }
        if (token.isFresh(clock.instant())) {
            return false;
        }
        token = null;
        return true;
    }

    /** Some mailbox could be opened: with this token or one before it, which are alike but for their times. */
    synchronized void accepted() {
        accepted = true;
    }

    synchronized boolean wasAccepted() {
        return accepted;
    }

    /** True when nobody would miss it. */
    synchronized boolean isForgettable() {
        return onItsWay == null && (token == null || token.isExpired(clock.instant()));
    }
}
