package org.stagepost.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.stagepost.migration.BatchStore;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.JobFileReader;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.UserCsv;
import org.stagepost.migration.UserCsvReader;
import org.stagepost.model.BatchName;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;
import org.stagepost.model.MigrationException;
import org.stagepost.model.PassNumber;

/** Runs batches as Spring Batch jobs; the home folder must belong to this process. */
public final class SpringBatchRunner implements BatchRunner {
    private final JobFileReader jobFiles;
    private final UserCsvReader csvReader;
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
        this.jobFiles = jobFiles;
        this.csvReader = csvReader;
        this.batches = batches;
        this.passes = passes;
        this.rooms = rooms;
        this.clock = clock;
    }

    @Override
    public RunResult run(Path jobFile, RunListener listener) {
        JobFile checked = read(jobFile);
        Optional<MigrationBatch> known = batches.find(checked.name());
        known.ifPresent(batch -> refuseOther(batch, checked));
        PassNumber pass = known.map(passes::toRun).orElse(PassNumber.INITIAL);
        return start(checked, known, pass, listener);
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
        JobFile checked = read(batch.jobFile());
        if (!checked.name().equals(name)) {
            throw new MigrationException(
                    FailureCode.JOB_FILE_INVALID,
                    batch.jobFile() + " now describes batch " + checked.name() + ", not " + name);
        }
        return start(checked, Optional.of(batch), batch.pass(), listener);
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

    private RunResult start(JobFile jobFile, Optional<MigrationBatch> known, PassNumber pass, RunListener listener) {
        rooms.secrets().require(jobFile);
        RunState run = new RunState(jobFile, readCsv(jobFile), pass, listener);
        batches.save(recorded(jobFile, known, pass));
        current = run;
        if (stopAsked) {
            run.stop();
        }
        try (RunDirectories directories = new RunDirectories(rooms.directories(), jobFile)) {
            listener.started(jobFile, pass, passes.isResumed(jobFile, pass));
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

    private JobFile read(Path file) {
        JobFileReader.Result<JobFile> result = jobFiles.read(file);
        JobFile jobFile = result.value()
                .orElseThrow(() -> new MigrationException(FailureCode.JOB_FILE_INVALID, listed(result.findings())));
        jobFile.startAfter().filter(time -> time.isAfter(clock.instant())).ifPresent(time -> {
            throw new MigrationException(
                    FailureCode.JOB_FILE_INVALID,
                    file + ": startAfter is " + time + ": run it then, or remove the key");
        });
        return jobFile;
    }

    private UserCsv readCsv(JobFile jobFile) {
        UserCsv csv = csvReader.read(jobFile.csv(), UserCsvReader.Expectations.of(jobFile));
        if (!csv.usable()) {
            throw new MigrationException(FailureCode.CSV_INVALID, listed(csv.findings()));
        }
        return csv;
    }

    private static String listed(List<Finding> findings) {
        return findings.stream().map(Finding::toString).collect(Collectors.joining(System.lineSeparator()));
    }

    private MigrationBatch recorded(JobFile jobFile, Optional<MigrationBatch> known, PassNumber pass) {
        return jobFile.asBatch(known, pass, clock.instant());
    }
}
