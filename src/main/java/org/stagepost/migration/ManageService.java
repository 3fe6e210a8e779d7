package org.stagepost.migration;

import java.util.Map;
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
        ServiceConfig config = read(Changes.applied(settings.all(), changes));
        settings.set(changes);
        return config;
    }

    private ServiceConfig read(Map<String, String> values) {
        return reader.config("config", values).required();
    }
}
