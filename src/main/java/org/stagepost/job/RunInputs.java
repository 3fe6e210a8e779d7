package org.stagepost.job;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.stagepost.migration.EndpointSecrets;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.JobFileReader;
import org.stagepost.migration.UserCsv;
import org.stagepost.migration.UserCsvReader;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;
import org.stagepost.model.MigrationException;

/** Reads and checks everything that a run needs before it starts anything. */
final class RunInputs {
    private final JobFileReader jobFiles;
    private final UserCsvReader csvReader;
    private final EndpointSecrets secrets;
    private final Clock clock;

    RunInputs(JobFileReader jobFiles, UserCsvReader csvReader, EndpointSecrets secrets, Clock clock) {
        this.jobFiles = jobFiles;
        this.csvReader = csvReader;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** @throws MigrationException JOB_FILE_INVALID, CSV_INVALID (with all findings), SECRET_MISSING (all of them) */
    RunInput read(Path file) {
        JobFileReader.Result<JobFile> result = jobFiles.read(file);
        JobFile jobFile = result.value()
                .orElseThrow(() -> new MigrationException(FailureCode.JOB_FILE_INVALID, listed(result.findings())));
        refuseTooEarly(jobFile);
        UserCsv csv = csvReader.read(jobFile.csv(), UserCsvReader.Expectations.of(jobFile));
        if (!csv.usable()) {
            throw new MigrationException(FailureCode.CSV_INVALID, listed(csv.findings()));
        }
        secrets.require(jobFile);
        List<Finding> findings = new ArrayList<>(result.findings());
        findings.addAll(csv.findings());
        return new RunInput(jobFile, csv, findings);
    }

    private void refuseTooEarly(JobFile jobFile) {
        jobFile.startAfter().filter(time -> time.isAfter(clock.instant())).ifPresent(time -> {
            throw new MigrationException(
                    FailureCode.JOB_FILE_INVALID,
                    jobFile.path() + ": startAfter is " + time + ": run it then, or remove the key");
        });
    }

    private static String listed(List<Finding> findings) {
        return findings.stream().map(Finding::toString).collect(Collectors.joining(System.lineSeparator()));
    }
}
