package org.stagepost.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;
import org.stagepost.model.MigrationException;

/** Reads job files and endpoint settings; every fault at once, with file and line. Thread-safe. */
public interface JobFileReader {
    /** Never throws for what the file holds or lacks. */
    default Result<JobFile> read(Path file) {
        return read(file, name -> Map.of());
    }

    /**
     * The same with values that beat the file's: keys as in the file, nested ones with a dot.
     *
     * @param settings asked with the name that stands in the file, if one does
     */
    Result<JobFile> read(Path file, Function<BatchName, Map<String, String>> settings);

    /**
     * The same of a text that was read before.
     *
     * @param file where it was read: paths in it begin there
     */
    Result<JobFile> read(Path file, String text, Function<BatchName, Map<String, String>> settings);

    /**
     * The mail endpoints that a job file names and nobody knows. Empty when that is not what is wrong with it, or not all.
     *
     * @param settings as for {@link #read(Path, Function)}
     */
    Optional<MissingEndpoints> missingEndpoints(Path file, Function<BatchName, Map<String, String>> settings);

    /**
     * An endpoint from settings given one by one, as {@code endpoint create} takes them; keys are those of a job
     * file's endpoint, nested ones with a dot ({@code login.user}).
     *
     * @param origin shown as the file in findings
     */
    Result<Endpoint> endpoint(String origin, Map<String, String> settings);

    /**
     * What holds for all batches, from settings given one by one.
     *
     * @param origin shown as the file in findings
     */
    Result<ServiceConfig> config(String origin, Map<String, String> settings);

    /**
     * What is set for one user alone, from settings given one by one.
     *
     * @param origin shown as the file in findings
     */
    Result<UserSettings> userSettings(String origin, Map<String, String> settings);

    /** What was read, or nothing when a finding forbids it. */
    final class Result<T> {
        private final @Nullable T value;
        private final List<Finding> findings;

        private Result(@Nullable T value, List<Finding> findings) {
            this.value = value;
            this.findings = List.copyOf(findings);
        }

        /** Findings are warnings only. */
        public static <T> Result<T> of(T value, List<Finding> findings) {
            return new Result<>(value, findings);
        }

        public static <T> Result<T> invalid(List<Finding> findings) {
            return new Result<>(null, findings);
        }

        public Optional<T> value() {
            return Optional.ofNullable(value);
        }

        /** @throws MigrationException JOB_FILE_INVALID with all findings */
        public T required() {
            if (value == null) {
                throw new MigrationException(
                        FailureCode.JOB_FILE_INVALID,
                        findings.stream().map(Finding::toString).collect(Collectors.joining(System.lineSeparator())));
            }
            return value;
        }

        public List<Finding> findings() {
            return findings;
        }
    }
}
