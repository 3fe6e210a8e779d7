package org.stagepost.migration;

import java.nio.file.Path;

/** Foretells what a run of a batch would do and how long it would take, and changes nothing anywhere. */
public interface ForecastBatch {
    /** Of a batch that may not be known yet. @throws MigrationException as {@link ManageBatches#readForRun(Path)} */
    BatchForecast forecast(Path jobFile);
}
