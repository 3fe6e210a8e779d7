package org.stagepost.migration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;
import org.stagepost.model.MigrationException;

/** Reads and checks everything that a run needs before it starts anything. */
public final class BatchInputs {
    private final JobFileReader jobFiles;
    private final UserCsvReader csvReader;
    private final EndpointSecrets secrets;
    private final BatchSettings settings;

    public BatchInputs(
            JobFileReader jobFiles, UserCsvReader csvReader, EndpointSecrets secrets, BatchSettings settings) {
        this.jobFiles = jobFiles;
        this.csvReader = csvReader;
        this.secrets = secrets;
        this.settings = settings;
    }

    /** @throws MigrationException JOB_FILE_INVALID, CSV_INVALID (with all findings), SECRET_MISSING (all of them) */
    public BatchInput read(Path file) {
        List<Finding> findings = new ArrayList<>();
        JobFile jobFile = jobFile(file, settings::of, findings);
        UserCsv csv = csv(jobFile);
        secrets.require(jobFile);
        findings.addAll(csv.findings());
        return new BatchInput(jobFile, csv, findings, Map.of());
    }

    /**
     * The job file with other settings than those that are stored.
     *
     * @throws MigrationException JOB_FILE_INVALID
     */
    JobFile jobFile(Path file, Map<String, String> changed) {
        return jobFile(file, name -> changed, new ArrayList<>());
    }

    /** As {@link JobFileReader#missingEndpoints}. */
    Optional<MissingEndpoints> missingEndpoints(Path file) {
        return jobFiles.missingEndpoints(file, settings::of);
    }

    /** The batch's own CSV and those that were added. @throws MigrationException CSV_INVALID when one cannot be used */
    UserCsv csv(JobFile jobFile) {
        List<UserCsv> parts = new ArrayList<>(List.of(csv(jobFile, jobFile.csv())));
        settings.addedUsers(jobFile.name()).forEach(added -> parts.add(csv(jobFile, added)));
        return UserCsv.joined(parts);
    }

    /** @throws MigrationException CSV_INVALID when it cannot be used as a whole */
    UserCsv csv(JobFile jobFile, Path file) {
        UserCsv csv = csvReader.read(file, UserCsvReader.Expectations.of(jobFile));
        if (!csv.usable()) {
            throw new MigrationException(FailureCode.CSV_INVALID, listed(csv.findings()));
        }
        return csv;
    }

    private JobFile jobFile(Path file, Function<BatchName, Map<String, String>> values, List<Finding> findings) {
        JobFileReader.Result<JobFile> result = jobFiles.read(file, values);
        findings.addAll(result.findings());
        return result.required();
    }

    private static String listed(List<Finding> findings) {
        return findings.stream().map(Finding::toString).collect(Collectors.joining(System.lineSeparator()));
    }
}
