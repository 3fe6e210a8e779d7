package org.stagepost.oauth;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** A question for a token, asked by a thread of its own while others wait: somebody may take half an hour to sign in. */
final class TokenQuestion {
    /** How soon a stop is seen. */
    private static final Duration STEP = Duration.ofMillis(50);

    private final CompletableFuture<AccessToken> answer = new CompletableFuture<>();
    private final Thread thread;
    private final AtomicBoolean told = new AtomicBoolean();
    private int waiting;

    private TokenQuestion(Function<TokenQuestion, AccessToken> ask) {
        this.thread = new Thread(() -> run(ask), "token");
        thread.setDaemon(true);
    }

    /** @param ask is interrupted when nobody waits any more */
    static TokenQuestion begin(Function<TokenQuestion, AccessToken> ask) {
        TokenQuestion question = new TokenQuestion(ask);
        question.thread.start();
        return question;
    }

    private void run(Function<TokenQuestion, AccessToken> ask) {
        try {
            answer.complete(ask.apply(this));
        } catch (MigrationException e) {
            answer.completeExceptionally(e);
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(
                    new MigrationException(FailureCode.INTERNAL, "an access token could not be asked for", e));
        }
    }

    /** One more waits. */
    synchronized void enter() {
        waiting++;
    }

    /** @return true when it was the last, and nobody is there for the answer */
    synchronized boolean leave() {
        waiting--;
        boolean givenUp = waiting == 0 && !answer.isDone();
        if (givenUp) {
            thread.interrupt();
        }
        return givenUp;
    }

    /** Waits for the answer, but not longer than somebody wants. */
    AccessToken await(BooleanSupplier halted) {
        while (!halted.getAsBoolean()) {
            try {
                return answer.get(STEP.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MigrationException(FailureCode.STOPPED, "interrupted while waiting for an access token", e);
            } catch (ExecutionException e) {
                throw failure(e);
            }
        }
        throw new MigrationException(FailureCode.STOPPED, "stopped while waiting for an access token");
    }

    /** One of its own for each that waits: it is their stack trace. */
    private MigrationException failure(ExecutionException failed) {
        if (failed.getCause() instanceof MigrationException known) {
            return told.compareAndSet(false, true) ? known : known.as(known.code(), known.detail());
        }
        throw new IllegalStateException(failed);
    }
}
