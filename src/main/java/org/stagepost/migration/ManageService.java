package org.stagepost.migration;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;
import org.stagepost.model.MigrationException;

/** Reads and changes what holds for all batches. */
public final class ManageService {
    private final ServiceSettings settings;
    private final JobFileReader reader;

    public ManageService(ServiceSettings settings, JobFileReader reader) {
        this.settings = settings;
        this.reader = reader;
    }

    /** @throws MigrationException JOB_FILE_INVALID when the store holds what this version cannot read */
    public ServiceConfig config() {
        return read(settings.all());
    }

    /**
     * An empty value takes a setting back.
     *
     * @throws MigrationException JOB_FILE_INVALID with all findings, and nothing is changed then
     */
    public ServiceConfig set(Map<String, String> changes) {
        Map<String, String> merged = new TreeMap<>(settings.all());
        changes.forEach((key, value) -> merged.compute(key, (same, before) -> value.isEmpty() ? null : value));
        ServiceConfig config = read(merged);
        settings.set(changes);
        return config;
    }

    private ServiceConfig read(Map<String, String> values) {
        JobFileReader.Result<ServiceConfig> result = reader.config("config", values);
        return result.value()
                .orElseThrow(() -> new MigrationException(
                        FailureCode.JOB_FILE_INVALID,
                        result.findings().stream()
                                .map(Finding::toString)
                                .collect(Collectors.joining(System.lineSeparator()))));
    }
}
