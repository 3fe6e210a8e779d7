package org.stagepost.job;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.ManageBatches;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.model.MigrationException;

/** Sends mails of all batches that wait, in a thread of its own, as long as it is open. */
public final class MailWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailWatch.class);

    private final BatchQueries batches;
    private final ManageBatches manage;
    private final Post post;
    private final Duration pause;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "mails");

    /** Not started. */
    public MailWatch(BatchQueries batches, ManageBatches manage, Post post) {
        this(batches, manage, post, MailClock.BETWEEN_ATTEMPTS);
    }

    MailWatch(BatchQueries batches, ManageBatches manage, Post post, Duration pause) {
        this.batches = batches;
        this.manage = manage;
        this.post = post;
        this.pause = pause;
    }

    /** The first attempt is now. */
    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            do {
                attempt();
            } while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() {
        try {
            batches.uncounted().forEach(this::deliver);
        } catch (RuntimeException e) {
            LOG.error("the outboxes could not be looked at", e);
        }
    }

    /** Throws nothing: the other batches have their turn, too. */
    private void deliver(MigrationBatch batch) {
        try {
            if (!isClosing() && post.hasWork(batch.name())) {
                post.deliver(manage.jobFile(batch), this::isClosing);
            }
        } catch (MigrationException e) {
            LOG.warn("mails of batch {} wait on: {}", batch.name(), e.detail());
        } catch (RuntimeException e) {
            LOG.error("mails of batch {} could not be sent", batch.name(), e);
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
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
