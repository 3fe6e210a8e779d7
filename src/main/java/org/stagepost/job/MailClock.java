package org.stagepost.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails how far a run is, again and again, as long as it is open, and sends mails that wait. One thread does both, so
 * that no two mails are on their way.
 */
final class MailClock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailClock.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** Of attempts at mails that wait. */
    static final Duration BETWEEN_ATTEMPTS = Duration.ofMinutes(5);

    private final RunState run;
    private final Reporting reporting;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private Instant lastMail;
    private Instant lastAttempt;

    private MailClock(RunState run, Reporting reporting, Clock clock) {
        this.run = run;
        this.reporting = reporting;
        this.clock = clock;
        this.lastMail = clock.instant();
        this.lastAttempt = lastMail;
        this.thread = new Thread(this::watch, "mails-" + run.jobFile().name());
    }

    /** The first mail is due one interval from now, or when the users are known. */
    static MailClock during(RunState run, Reporting reporting, Clock clock) {
        MailClock mails = new MailClock(run, reporting, clock);
        mails.thread.setDaemon(true);
        mails.thread.start();
        return mails;
    }

    private void watch() {
        try {
            while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            Instant now = clock.instant();
            Optional<Duration> interval = run.jobFile().options().mails().interval();
            if (interval.isPresent()
                    && run.isImported()
                    && !lastMail.plus(interval.get()).isAfter(now)) {
                lastMail = now;
                reporting.progress(run);
            } else if (!lastAttempt.plus(BETWEEN_ATTEMPTS).isAfter(now)) {
                lastAttempt = now;
                reporting.deliverWaiting(run);
            }
        } catch (RuntimeException e) {
            LOG.error("a mail of batch {} could not be made", run.jobFile().name(), e);
        }
    }

    /** Returns when a mail that is on its way has arrived or failed. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
