package org.stagepost.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.stagepost.migration.BatchStore;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.JobFileReader;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.UserCsvReader;
import org.stagepost.model.BatchName;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.PassNumber;

/** Runs batches as Spring Batch jobs; the home folder must belong to this process. */
public final class SpringBatchRunner implements BatchRunner {
    private final RunInputs inputs;
    private final BatchStore batches;
    private final Passes passes;
    private final Rooms rooms;
    private final Clock clock;
    private volatile @Nullable RunState current;
    private volatile boolean stopAsked;

    public SpringBatchRunner(
            JobFileReader jobFiles,
            UserCsvReader csvReader,
            BatchStore batches,
            Passes passes,
            Rooms rooms,
            Clock clock) {
        this.inputs = new RunInputs(jobFiles, csvReader, rooms.secrets(), clock);
        this.batches = batches;
        this.passes = passes;
        this.rooms = rooms;
        this.clock = clock;
    }

    @Override
    public RunResult run(Path jobFile, RunListener listener) {
        RunInput input = inputs.read(jobFile);
        Optional<MigrationBatch> known = batches.find(input.jobFile().name());
        known.ifPresent(batch -> refuseOther(batch, input.jobFile()));
        PassNumber pass = known.map(passes::toRun).orElse(PassNumber.INITIAL);
        batches.save(input.jobFile().asBatch(known, pass, clock.instant()));
        return start(new RunState(input, pass, listener));
    }

    @Override
    public RunResult restart(BatchName name, RunListener listener) {
        MigrationBatch batch = batches.find(name)
                .orElseThrow(() -> new MigrationException(FailureCode.BATCH_UNKNOWN, "there is no batch " + name));
        if (!passes.toRun(batch).equals(batch.pass())) {
            return new RunResult(
                    ExitCode.SUCCESS,
                    "Every user of batch " + name + " is synced; nothing is left to restart.",
                    rooms.queries().report(name),
                    rooms.reporting().folder(name, batch.pass()));
        }
        RunInput input = inputs.read(batch.jobFile());
        if (!input.jobFile().name().equals(name)) {
            throw new MigrationException(
                    FailureCode.JOB_FILE_INVALID,
                    batch.jobFile() + " now describes batch " + input.jobFile().name() + ", not " + name);
        }
        batches.save(input.jobFile().asBatch(Optional.of(batch), batch.pass(), clock.instant()));
        return start(new RunState(input, batch.pass(), listener));
    }

    @Override
    public void stop() {
        stopAsked = true;
        RunState run = current;
        if (run != null) {
            run.stop();
            run.listener().stopping();
        }
    }

    private RunResult start(RunState run) {
        current = run;
        if (stopAsked) {
            run.stop();
        }
        JobFile jobFile = run.jobFile();
        try (RunDirectories directories = new RunDirectories(rooms.directories(), jobFile)) {
            run.listener().started(jobFile, run.pass(), passes.isResumed(jobFile, run.pass()));
            JobExecution execution = passes.execute(run, directories);
            return new RunSummary(rooms).of(run, execution);
        } finally {
            current = null;
        }
    }

    /** A copied job file whose name was forgotten would take the users of the first one out of their batch. */
    private static void refuseOther(MigrationBatch batch, JobFile jobFile) {
        boolean otherFile = !batch.jobFile().equals(jobFile.path()) && Files.exists(batch.jobFile());
        if (otherFile || batch.type() != jobFile.type()) {
            throw new MigrationException(
                    FailureCode.JOB_FILE_INVALID,
                    jobFile.path() + ": name: there is a batch " + batch.name() + " of type "
                            + batch.type().word() + " from " + batch.jobFile() + " (give this one another name)");
        }
    }
}
