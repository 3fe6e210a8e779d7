package org.stagepost.job;

import java.time.Clock;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.EndpointGates;
import org.stagepost.migration.EndpointSecrets;
import org.stagepost.migration.MailboxMaker;
import org.stagepost.migration.Membership;
import org.stagepost.migration.OpenCopies;
import org.stagepost.migration.OpenDirectories;
import org.stagepost.migration.UserLedger;
import org.stagepost.sync.Sleeper;

/** What the steps work with. */
public record Rooms(
        UserLedger ledger,
        Membership members,
        BatchQueries queries,
        EndpointSecrets secrets,
        OpenDirectories directories,
        MailboxMaker maker,
        OpenCopies copies,
        Reporting reporting,
        EndpointGates gates,
        Clock clock,
        Sleeper sleeper) {}
