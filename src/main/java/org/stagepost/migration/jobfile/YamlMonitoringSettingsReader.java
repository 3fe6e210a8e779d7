package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import org.stagepost.migration.JobFileReader.Result;
import org.stagepost.migration.MonitoringSettings;
import org.stagepost.migration.input.Findings;

/** Reads {@code stagepost.metrics} and {@code stagepost.webhook} of a home folder's {@code stagepost.yml}. */
public final class YamlMonitoringSettingsReader {
    private final Path file;

    public YamlMonitoringSettingsReader(Path file) {
        this.file = file;
    }

    /** Without a value only where something is wrong, in whatever part of the file. */
    public Result<MonitoringSettings> read() {
        Findings findings = new Findings(file.toString());
        MonitoringSettings settings = new SettingsFile(file).read(findings).monitoring();
        return findings.forbidUse() ? Result.invalid(findings.inOrder()) : Result.of(settings, findings.inOrder());
    }
}
