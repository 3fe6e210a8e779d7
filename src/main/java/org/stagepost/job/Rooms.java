package org.stagepost.job;

import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.OpenCopies;
import org.stagepost.migration.OpenDirectories;
import org.stagepost.migration.UserLedger;

/** What the steps work with. */
public record Rooms(
        UserLedger ledger, BatchQueries queries, OpenDirectories directories, OpenCopies copies, Reporting reporting) {}
