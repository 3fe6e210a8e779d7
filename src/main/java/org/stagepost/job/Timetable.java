package org.stagepost.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.Misfire;
import org.stagepost.migration.Schedules;
import org.stagepost.migration.Schedules.Next;
import org.stagepost.model.BatchName;

/**
 * Tells which batches are due. A batch with a schedule runs when that says so; one without is brought up to date so
 * long after its last sync as its job file says, once somebody has started it. Batches that were stopped or are completed
 * wait for somebody to start them.
 */
public final class Timetable {
    /** Later than that a run was missed. */
    static final Duration LATE = Duration.ofMinutes(5);

    private final Schedules schedules;
    private final Function<BatchName, Optional<BatchView>> views;
    private final Predicate<BatchName> running;
    private final Clock clock;
    private final Map<BatchName, Instant> lastDue = new ConcurrentHashMap<>();

    /**
     * @param views how far batches are; whoever is asked counts their users
     * @param running what runs is not due, and not asked for
     */
    public Timetable(
            Schedules schedules,
            Function<BatchName, Optional<BatchView>> views,
            Predicate<BatchName> running,
            Clock clock) {
        this.schedules = schedules;
        this.views = views;
        this.running = running;
        this.clock = clock;
    }

    /** Asked again and again: a scheduled time is due once, and passes by while the batch runs. */
    public boolean isDue(MigrationBatch batch, JobFile jobFile) {
        Instant now = clock.instant();
        boolean scheduled = isScheduled(jobFile) && comesNow(batch.name(), jobFile, now);
        return !running.test(batch.name())
                && views.apply(batch.name())
                        .filter(view -> startsByItself(view.status()))
                        .filter(view -> hasReason(view, jobFile, scheduled, now))
                        .isPresent();
    }

    private boolean hasReason(BatchView batch, JobFile jobFile, boolean scheduled, Instant now) {
        boolean due = jobFile.options().passes().isTimeToComplete(now)
                || !isScheduled(jobFile) && isStale(batch, jobFile, now);
        return scheduled
                || isTimeOfAUser(batch, jobFile, now)
                || due
                        && batch.status() != BatchStatus.CREATED
                        && isAnotherTime(batch.batch().name(), jobFile, now);
    }

    /** When the batch runs next by its schedule; empty when it has none. */
    public Optional<Instant> next(BatchName batch) {
        return schedules.find(batch).map(Next::time);
    }

    /** A batch that is still due has not begun, or its run left it as it was: it is not started again at once. */
    private boolean isAnotherTime(BatchName batch, JobFile jobFile, Instant now) {
        Instant last = lastDue.get(batch);
        if (last != null
                && last.plus(jobFile.options().passes().incrementalEvery()).isAfter(now)) {
            return false;
        }
        lastDue.put(batch, now);
        return true;
    }

    /** Each of their times makes a batch due once; so does the batch's for those whom an earlier one left behind. */
    private boolean isTimeOfAUser(BatchView batch, JobFile jobFile, Instant now) {
        BatchName name = batch.batch().name();
        boolean pending = batch.counts().pending() > 0;
        Optional<Instant> time = Stream.concat(
                        batch.nextTime().stream(), pending ? jobFile.startAfter().stream() : Stream.of())
                .filter(next -> !next.isAfter(now))
                .max(Comparator.naturalOrder());
        Instant last = lastDue.getOrDefault(name, Instant.MIN);
        if (time.isEmpty() || !last.isBefore(time.get())) {
            return false;
        }
        lastDue.put(name, now);
        return true;
    }

    private boolean comesNow(BatchName batch, JobFile jobFile, Instant now) {
        CronSchedule schedule =
                new CronSchedule(jobFile.options().schedule(), jobFile.options().zone());
        Optional<Next> known = schedules.find(batch).filter(next -> isOf(next, jobFile));
        if (known.isPresent() && known.get().time().isAfter(now)) {
            return false;
        }
        schedule.next(now)
                .ifPresent(time -> schedules.save(
                        batch,
                        new Next(
                                time,
                                jobFile.options().schedule(),
                                jobFile.options().zone())));
        return known.filter(next -> isWanted(next.time(), jobFile, now)).isPresent();
    }

    private static boolean isWanted(Instant time, JobFile jobFile, Instant now) {
        boolean missed = time.plus(LATE).isBefore(now);
        return !missed || jobFile.options().passes().misfire() == Misfire.RUN_ONCE;
    }

    private static boolean isOf(Next next, JobFile jobFile) {
        return next.fields().equals(jobFile.options().schedule())
                && next.zone().equals(jobFile.options().zone());
    }

    private static boolean isScheduled(JobFile jobFile) {
        return !jobFile.options().schedule().isEmpty();
    }

    /** A scheduled batch that nobody has started yet begins with its schedule. */
    private static boolean startsByItself(BatchStatus status) {
        return switch (status) {
            case CREATED, SYNCED, SYNCED_WITH_ERRORS, COMPLETED_WITH_ERRORS, FAILED -> true;
            case STARTING,
                    WAITING,
                    SYNCING,
                    INCREMENTAL_SYNCING,
                    STOPPING,
                    STOPPED,
                    COMPLETING,
                    COMPLETED,
                    REMOVING,
                    CORRUPTED -> false;
        };
    }

    private static boolean isStale(BatchView batch, JobFile jobFile, Instant now) {
        if (batch.status() == BatchStatus.CREATED || !jobFile.options().passes().allowIncrementalSyncs()) {
            return false;
        }
        Optional<Instant> last = batch.lastSyncedTime().or(() -> batch.batch().startTime());
        return last.filter(time -> !time.plus(jobFile.options().passes().incrementalEvery())
                        .isAfter(now))
                .isPresent();
    }
}
