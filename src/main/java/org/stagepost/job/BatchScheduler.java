package org.stagepost.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.BatchRequests;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.ManageBatches;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.RequestKind;
import org.stagepost.model.BatchName;
import org.stagepost.model.MigrationException;

/** Asks this process itself to run the batches that are due, and sends mails that wait, as long as it is open. */
public final class BatchScheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchScheduler.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final BatchQueries batches;
    private final ManageBatches manage;
    private final BatchRequests requests;
    private final Timetable timetable;
    private final Clock clock;
    private final MailWatch mails;
    private final Map<BatchName, String> complaints = new HashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "scheduler");
    private volatile @Nullable Instant lastLook;

    public BatchScheduler(
            BatchQueries batches,
            ManageBatches manage,
            BatchRequests requests,
            Timetable timetable,
            MailWatch mails,
            Clock clock) {
        this.batches = batches;
        this.manage = manage;
        this.requests = requests;
        this.timetable = timetable;
        this.clock = clock;
        this.mails = mails;
    }

    /** Looks at what is due, and begins to watch the clock. */
    public void start() {
        attempt();
        thread.setDaemon(true);
        thread.start();
        mails.start();
    }

    private void watch() {
        try {
            while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                attempt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() {
        try {
            look();
            lastLook = clock.instant();
        } catch (RuntimeException e) {
            LOG.error("the schedule could not be looked at", e);
        }
    }

    /** Asks for every batch that is due now. */
    void look() {
        for (MigrationBatch batch : batches.uncounted()) {
            BatchName name = batch.name();
            if (jobFile(batch)
                    .filter(jobFile -> timetable.isDue(batch, jobFile))
                    .isPresent()) {
                LOG.info("{} is due", name);
                requests.ask(name, RequestKind.START, null);
            }
        }
    }

    /** Empty, and said once, when the job file cannot be read as it is. */
    private Optional<JobFile> jobFile(MigrationBatch batch) {
        BatchName name = batch.name();
        try {
            JobFile jobFile = manage.jobFile(batch);
            complaints.remove(name);
            return Optional.of(jobFile);
        } catch (MigrationException e) {
            if (!e.detail().equals(complaints.put(name, e.detail()))) {
                LOG.warn("{} is not scheduled: {}", name, e.detail());
            }
            return Optional.empty();
        }
    }

    /** When it was last known what is due; a look follows another within seconds. Empty before the first. */
    public Optional<Instant> lastLook() {
        return Optional.ofNullable(lastLook);
    }

    /** Name and time of every batch that has a schedule, in a sentence each. */
    public List<String> nextRuns() {
        return batches.uncounted().stream()
                .flatMap(batch ->
                        timetable.next(batch.name()).stream().map(time -> batch.name() + " runs next at " + time))
                .toList();
    }

    @Override
    public void close() {
        closing.countDown();
        mails.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
