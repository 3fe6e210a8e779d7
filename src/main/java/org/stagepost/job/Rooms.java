package org.stagepost.job;

import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.EndpointGates;
import org.stagepost.migration.EndpointSecrets;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.OpenCopies;
import org.stagepost.migration.OpenDirectories;
import org.stagepost.migration.UserLedger;
import org.stagepost.sync.Sleeper;

/** What the steps work with. */
public record Rooms(
        UserLedger ledger,
        BatchQueries queries,
        EndpointSecrets secrets,
        OpenDirectories directories,
        OpenCopies copies,
        Reporting reporting,
        EndpointGates gates,
        Clock clock,
        Sleeper sleeper) {
    private static final Duration STEP = Duration.ofMillis(200);

    /** Returns when the batch may copy, or when the run is halted. */
    void waitForStart(JobFile jobFile, BooleanSupplier halted) {
        while (!halted.getAsBoolean()
                && jobFile.startAfter()
                        .filter(time -> time.isAfter(clock.instant()))
                        .isPresent()) {
            sleeper.sleep(STEP);
        }
    }
}
