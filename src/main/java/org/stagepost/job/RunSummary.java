package org.stagepost.job;

import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchView.Counts;
import org.stagepost.migration.JobState;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Says how a run ended: exit code, sentence, reports as they stand. */
final class RunSummary {
    private static final Logger LOG = LoggerFactory.getLogger(RunSummary.class);

    private final Rooms rooms;

    RunSummary(Rooms rooms) {
        this.rooms = rooms;
    }

    RunResult of(RunState run, JobExecution job) {
        ExitCode exitCode = exitCode(run, job);
        BatchReport report = rooms.reporting().writeFiles(run, state(exitCode));
        return new RunResult(
                exitCode,
                withWarnings(warnings(run), message(run, job, report.view().counts(), exitCode)),
                report,
                rooms.reporting().folder(run.jobFile().name(), run.pass()));
    }

    private static ExitCode exitCode(RunState run, JobExecution job) {
        if (job.getStatus() == BatchStatus.COMPLETED) {
            return ExitCode.SUCCESS;
        }
        if (run.failure().isPresent()) {
            return run.failure().map(RunSummary::exitCode).orElse(ExitCode.BATCH_FAILED);
        }
        if (run.stopping()) {
            return ExitCode.STOPPED;
        }
        if (run.isReported()) {
            return ExitCode.SOME_USERS_FAILED;
        }
        MigrationException failure = failureOf(job);
        LOG.error("the job failed: {} {}", failure.code(), failure.detail(), failure);
        return exitCode(failure);
    }

    /** Something had been started, so it is never bad input. */
    private static ExitCode exitCode(MigrationException failure) {
        ExitCode exitCode = ExitCode.of(failure.code());
        return exitCode == ExitCode.BAD_INPUT ? ExitCode.BATCH_FAILED : exitCode;
    }

    private static MigrationException failureOf(JobExecution job) {
        return job.getAllFailureExceptions().stream()
                .findFirst()
                .map(Causes::of)
                .orElseGet(() -> new MigrationException(
                        FailureCode.INTERNAL,
                        "the job ended with " + job.getExitStatus().getExitCode()));
    }

    private static JobState state(ExitCode exitCode) {
        return switch (exitCode) {
            case SUCCESS, SOME_USERS_FAILED -> JobState.ENDED;
            case STOPPED -> JobState.STOPPED;
            case INTERNAL, BAD_INPUT, BATCH_FAILED, ALREADY_RUNNING -> JobState.FAILED;
        };
    }

    private static String message(RunState run, JobExecution job, Counts users, ExitCode exitCode) {
        String name = run.jobFile().name().value();
        return switch (exitCode) {
            case SUCCESS -> "Batch " + name + ": " + through(users) + others(users) + ".";
            case SOME_USERS_FAILED ->
                users.failed() == 0
                        ? "Batch " + name + ": " + through(users) + others(users) + "."
                        : "Batch " + name + ": " + through(users) + ", " + users.failed()
                                + " failed. Mend what the errors say, then: restart " + name;
            case STOPPED -> "Batch " + name + " was stopped, " + through(users) + ". Go on with: restart " + name;
            case INTERNAL, BAD_INPUT, BATCH_FAILED, ALREADY_RUNNING ->
                "Batch " + name + " failed: " + reason(run, job) + " Nothing is lost; go on with: restart " + name;
        };
    }

    /** {@code all 10 users are synced, 3 of them completed}. */
    private static String through(Counts users) {
        String count = users.through() == users.total() ? "all" : users.through() + " of";
        boolean completed = users.completed() > 0;
        String how = !completed || users.synced() > 0 ? " users are synced" : " users are completed";
        String some = completed && users.synced() > 0 ? ", " + users.completed() + " of them completed" : "";
        return count + " " + users.total() + how + some;
    }

    /** Who is no wish of the pass. */
    private static String others(Counts users) {
        String stopped = users.stopped() == 0 ? "" : ", " + users.stopped() + " stopped";
        return stopped + (users.pending() == 0 ? "" : ", " + users.pending() + " wait for their time");
    }

    private List<String> warnings(RunState run) {
        try {
            return Stream.concat(
                            run.warnings().stream(),
                            rooms.reporting().waiting(run.jobFile().name()).stream())
                    .toList();
        } catch (MigrationException e) {
            LOG.error("the outbox cannot be read: {}", e.detail(), e);
            return run.warnings();
        }
    }

    private static String withWarnings(List<String> warnings, String message) {
        return warnings.isEmpty() ? message : message + " Note: " + String.join("; ", warnings) + ".";
    }

    private static String reason(RunState run, JobExecution job) {
        MigrationException failure = run.failure().orElseGet(() -> failureOf(job));
        return failure.detail() + ". " + failure.hint();
    }
}
