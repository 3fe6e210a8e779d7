package org.stagepost.oauth;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.MDC;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * A question for a token, asked by a thread of its own while others wait: somebody may take half an hour to sign in. It
 * can be left in its pauses only: while a token server answers, what it gives must not be lost.
 */
final class TokenQuestion {
    /** How soon a stop is seen. */
    private static final Duration STEP = Duration.ofMillis(50);

    private final CompletableFuture<AccessToken> answer = new CompletableFuture<>();
    private final Asker thread;
    private final AtomicBoolean told = new AtomicBoolean();
    private int waiting;
    private boolean pausing;
    private boolean givenUp;

    /** Knows which question it asks. */
    private static final class Asker extends Thread {
        private final TokenQuestion question;

        private Asker(TokenQuestion question, Runnable work) {
            super(work, "token");
            this.question = question;
        }
    }

    private TokenQuestion(Function<TokenQuestion, AccessToken> ask) {
        Map<String, String> about = MDC.getCopyOfContextMap();
        this.thread = new Asker(this, () -> {
            MDC.setContextMap(about == null ? Map.of() : about);
            run(ask);
        });
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

    /** @return true when it was the last, and the question ends without an answer */
    synchronized boolean leave() {
        waiting--;
        givenUp = waiting == 0 && pausing;
        if (givenUp) {
            thread.interrupt();
        }
        return givenUp;
    }

    /** Lets time pass as the other one does; a question that is asked by the thread may be given up meanwhile. */
    static Sleeper pausing(Sleeper sleeper) {
        return duration -> {
            if (Thread.currentThread() instanceof Asker asker) {
                asker.question.pause(() -> sleeper.sleep(duration));
            } else {
                sleeper.sleep(duration);
            }
        };
    }

    private void pause(Runnable sleep) {
        synchronized (this) {
            pausing = true;
        }
        sleep.run();
        synchronized (this) {
            pausing = false;
            if (givenUp) {
                throw new MigrationException(FailureCode.STOPPED, "nobody waits for the access token any more");
            }
        }
    }

    private synchronized boolean isPausing() {
        return pausing;
    }

    /** Waits for the answer, but through no pause that somebody does not want. */
    AccessToken await(BooleanSupplier halted) {
        while (!halted.getAsBoolean() || !isPausing()) {
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
