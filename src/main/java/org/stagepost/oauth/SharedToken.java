package org.stagepost.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stagepost.credential.Secret;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * One token for all that log in with it. However many wait for it, it is asked for once and all get the answer, be it a
 * token or a failure. Nobody has to wait to the end: the question is given up when nobody waits any more. Thread-safe.
 */
final class SharedToken {
    /** A token that was refused sooner than this after it was got is not replaced: one wrong mailbox would ask on and on. */
    static final Duration BETWEEN_REFUSALS = Duration.ofSeconds(30);
    /** While the old token lives, a token server that is away is asked again after so long. */
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);

    private final Supplier<AccessToken> fetch;
    private final Clock clock;
    private final Object oneAtATime = new Object();
    private @Nullable AccessToken token;
    private @Nullable TokenQuestion onItsWay;
    private boolean accepted;
    private Instant nextAttempt = Instant.MIN;

    SharedToken(Supplier<AccessToken> fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    /**
     * Renewed when it is due.
     *
     * @param halted ends the waiting, not that of others
     * @throws MigrationException what {@code fetch} throws; STOPPED when halted
     */
    AccessToken current(BooleanSupplier halted) {
        TokenQuestion question;
        synchronized (this) {
            if (token != null && isGoodEnough(token)) {
                return token;
            }
            if (onItsWay == null) {
                onItsWay = TokenQuestion.begin(this::ask);
            }
            question = onItsWay;
            question.enter();
        }
        try {
            return question.await(halted);
        } finally {
            leave(question);
        }
    }

    private synchronized void leave(TokenQuestion question) {
        if (question.leave() && question == onItsWay) {
            onItsWay = null;
        }
    }

    private boolean isGoodEnough(AccessToken some) {
        Instant now = clock.instant();
        return !some.isDue(now) || (!some.isExpired(now) && now.isBefore(nextAttempt));
    }

    /** In a thread of its own; one that was given up may still be on its way out. */
    private AccessToken ask(TokenQuestion question) {
        synchronized (oneAtATime) {
            AccessToken known = stillGood(question);
            if (known != null) {
                return known;
            }
            try {
                return answered(question, fetch.get());
            } catch (MigrationException e) {
                return failed(question, e);
            }
        }
    }

    /** What the question before this one got after all. */
    private synchronized @Nullable AccessToken stillGood(TokenQuestion question) {
        if (token == null || !isGoodEnough(token)) {
            return null;
        }
        end(question);
        return token;
    }

    private synchronized AccessToken answered(TokenQuestion question, AccessToken fresh) {
        token = fresh;
        nextAttempt = Instant.MIN;
        end(question);
        return fresh;
    }

    /** The old token is as good as ever until it expires. */
    private synchronized AccessToken failed(TokenQuestion question, MigrationException failure) {
        end(question);
        if (failure.code() == FailureCode.ENDPOINT_UNREACHABLE && token != null && !token.isExpired(clock.instant())) {
            nextAttempt = clock.instant().plus(BETWEEN_ATTEMPTS);
            return token;
        }
        throw failure;
    }

    private void end(TokenQuestion question) {
        if (question == onItsWay) {
            onItsWay = null;
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
