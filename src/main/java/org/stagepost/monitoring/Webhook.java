package org.stagepost.monitoring;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.credential.Secret;
import org.stagepost.job.StatusChange;
import org.stagepost.job.StatusListener;
import org.stagepost.migration.WebhookSettings;
import org.stagepost.model.MigrationException;

/**
 * Posts every change of a batch's status to a web server, in the order in which they happen, from a thread of its own:
 * no run waits for it, and none fails with it. Thread-safe.
 */
public final class Webhook implements StatusListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(1), Duration.ofSeconds(5));
    private static final int MOST_WAITING = 1_000;
    private static final Duration AT_THE_END = Duration.ofSeconds(15);

    private final WebhookServer server;
    private final List<Duration> pauses;
    private final Duration atTheEnd;
    private final AtomicReference<@Nullable String> complaint = new AtomicReference<>();
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                Thread postman = new Thread(task, "webhook");
                postman.setDaemon(true);
                return postman;
            });

    /** @throws MigrationException ENDPOINT_NOT_TRUSTED when the CA file cannot be used */
    public Webhook(WebhookSettings settings, Secret secret) {
        this(new WebhookServer(settings, secret), PAUSES, AT_THE_END);
    }

    /**
     * @param pauses between attempts: one more is made than there are pauses
     * @param atTheEnd how long what is not told yet may still take when this is closed
     */
    Webhook(WebhookServer server, List<Duration> pauses, Duration atTheEnd) {
        this.server = server;
        this.pauses = List.copyOf(pauses);
        this.atTheEnd = atTheEnd;
    }

    @Override
    public void changed(StatusChange change) {
        WebhookMessage message = WebhookMessage.of(change);
        try {
            thread.execute(() -> tell(message));
        } catch (RejectedExecutionException e) {
            givenUp(message, "too many messages wait");
        }
    }

    private void tell(WebhookMessage message) {
        try {
            Optional<String> fault = attempt(message);
            for (Duration pause : pauses) {
                if (fault.isEmpty()) {
                    return;
                }
                LOG.info("webhook {} ({}): {}; tried again", server.place(), message.sentence(), fault.get());
                Thread.sleep(pause.toMillis());
                fault = attempt(message);
            }
            fault.ifPresent(why -> givenUp(message, why));
        } catch (Refused e) {
            givenUp(message, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            givenUp(message, "the process ended before");
        } catch (RuntimeException e) {
            LOG.warn("webhook {}", server.place(), e);
            givenUp(message, "see the log");
        }
    }

    /** @return why another attempt may help; empty when it was told */
    private Optional<String> attempt(WebhookMessage message) throws InterruptedException {
        try {
            int status = server.post(message);
            boolean busy = status == 408 || status == 429 || status >= 500;
            if (status / 100 != 2 && !busy) {
                throw new Refused("it answers HTTP " + status);
            }
            return busy ? Optional.of("it answers HTTP " + status) : Optional.empty();
        } catch (IOException e) {
            String why = e.getMessage();
            return Optional.of(why == null ? e.getClass().getSimpleName() : why);
        }
    }

    /** Another attempt would be answered likewise. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    private void givenUp(WebhookMessage message, String why) {
        LOG.warn("webhook {} was not told of {}: {}", server.place(), message.sentence(), why);
        complaint.set("the webhook " + server.place() + " was not told of every change: " + why);
    }

    @Override
    public Optional<String> complaint() {
        return Optional.ofNullable(complaint.getAndSet(null));
    }

    /** Tells what is left to be told, but not for long. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(atTheEnd.toMillis(), TimeUnit.MILLISECONDS)) {
                int untold = thread.shutdownNow().size();
                LOG.warn("webhook {}: messages that were not sent: {}", server.place(), untold + 1);
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
