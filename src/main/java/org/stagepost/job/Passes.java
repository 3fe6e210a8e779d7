package org.stagepost.job;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobExecutionAlreadyRunningException;
import org.springframework.batch.core.repository.JobRepository;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationType;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.PassNumber;

/**
 * The passes of batches as Spring Batch job instances: identity is batch and pass, nothing else. An unfinished pass is
 * resumed, a complete one is followed by the next.
 */
public final class Passes {
    private static final String BATCH = "batch";

    private final SpringBatch batch;
    private final JobRepository repository;
    private final Rooms rooms;

    public Passes(SpringBatch batch, Rooms rooms) {
        this.batch = batch;
        this.repository = batch.repository();
        this.rooms = rooms;
    }

    /** The batch's present pass if something of it is left, else the next one. */
    PassNumber toRun(MigrationBatch batch) {
        JobExecution last = last(batch.type(), batch.name(), batch.pass());
        return last != null && last.getStatus() == BatchStatus.COMPLETED
                ? batch.pass().next()
                : batch.pass();
    }

    boolean isResumed(JobFile jobFile, PassNumber pass) {
        return last(jobFile.type(), jobFile.name(), pass) != null;
    }

    /** Returns when the job has ended, however it ended. @param runsHere tells which batches this process runs */
    JobExecution execute(RunState run, RunDirectories directories, Predicate<BatchName> runsHere) {
        JobFile jobFile = run.jobFile();
        JobExecution last = last(jobFile.type(), jobFile.name(), run.pass());
        if (last != null) {
            new DeadRuns(batch, rooms).recover(last);
        } else {
            new DeadRuns(batch, rooms)
                    .forget(MigrationJobs.nameOf(jobFile.type()), parameters(jobFile.name(), run.pass()));
        }
        recover(runsHere);
        Job job = new MigrationJobs(repository, new MigrationSteps(batch, rooms, directories)).build(run);
        try {
            return batch.operator().start(job, parameters(jobFile.name(), run.pass()));
        } catch (JobExecutionAlreadyRunningException e) {
            throw new MigrationException(
                    FailureCode.BATCH_ALREADY_RUNNING, "batch " + jobFile.name() + " is running", e);
        } catch (JobExecutionException e) {
            throw new MigrationException(FailureCode.INTERNAL, "the job could not be started: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw batch.failures().apply(e);
        }
    }

    /** Whatever looks alive in a store that this process owns, and does not run here, is dead. @return whose runs those were */
    Set<BatchName> recover(Predicate<BatchName> runsHere) {
        DeadRuns dead = new DeadRuns(batch, rooms);
        Set<BatchName> recovered = new LinkedHashSet<>();
        for (MigrationType type : MigrationType.values()) {
            for (JobExecution execution : repository.findRunningJobExecutions(MigrationJobs.nameOf(type))) {
                if (!runsHere.test(batchOf(execution))) {
                    dead.recover(execution);
                    recovered.add(batchOf(execution));
                }
            }
        }
        return recovered;
    }

    private @Nullable JobExecution last(MigrationType type, BatchName name, PassNumber pass) {
        return repository.getLastJobExecution(MigrationJobs.nameOf(type), parameters(name, pass));
    }

    static BatchName batchOf(JobExecution execution) {
        return new BatchName(Objects.requireNonNull(execution.getJobParameters().getString(BATCH)));
    }

    private static JobParameters parameters(BatchName name, PassNumber pass) {
        return new JobParametersBuilder()
                .addString(BATCH, name.value())
                .addLong("pass", (long) pass.value())
                .toJobParameters();
    }
}
