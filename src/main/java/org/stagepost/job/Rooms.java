package org.stagepost.job;

import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.EndpointGates;
import org.stagepost.migration.EndpointSecrets;
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
        Sleeper sleeper) {}
