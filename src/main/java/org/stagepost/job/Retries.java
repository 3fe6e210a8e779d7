package org.stagepost.job;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.MigrationUser;
import org.stagepost.model.ExitCode;
import org.stagepost.model.Retry;

/** Tries users that failed again by itself, after a pause that doubles, as often as the job file allows. */
final class Retries {
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final Duration STEP = Duration.ofMillis(200);

    private final Rooms rooms;
    private final BooleanSupplier stopping;

    /** @param stopping ends a pause, and then nothing is tried again */
    Retries(Rooms rooms, BooleanSupplier stopping) {
        this.rooms = rooms;
        this.stopping = stopping;
    }

    RunResult go(JobFile jobFile, Supplier<RunResult> run) {
        int most = jobFile.options().passes().autoRetryCount();
        Duration pause = FIRST_PAUSE;
        RunResult result = run.get();
        for (int retry = 1; retry <= most && isWorthwhile(jobFile, result); retry++) {
            LOG.info("{}: users that failed are tried again in {} s", jobFile.name(), pause.toSeconds());
            if (!waited(pause)) {
                return stopped(jobFile, result);
            }
            result = run.get();
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        }
        return result;
    }

    private static RunResult stopped(JobFile jobFile, RunResult last) {
        String sentence = "Batch " + jobFile.name()
                + " was stopped before users that failed were tried again. Go on with: restart " + jobFile.name();
        return new RunResult(ExitCode.STOPPED, sentence, last.report(), last.reports());
    }

    private boolean isWorthwhile(JobFile jobFile, RunResult result) {
        return result.exitCode() == ExitCode.SOME_USERS_FAILED
                && rooms.ledger().users(jobFile.name()).stream().anyMatch(Retries::mayHelp);
    }

    private static boolean mayHelp(MigrationUser user) {
        return user.status().isFailed()
                && !user.held()
                && user.failure()
                        .filter(failure -> failure.code().retry() != Retry.NEVER)
                        .isPresent();
    }

    private boolean waited(Duration pause) {
        for (Duration left = pause; left.compareTo(Duration.ZERO) > 0; left = left.minus(STEP)) {
            if (stopping.getAsBoolean()) {
                return false;
            }
            rooms.sleeper().sleep(STEP);
        }
        return !stopping.getAsBoolean();
    }
}
