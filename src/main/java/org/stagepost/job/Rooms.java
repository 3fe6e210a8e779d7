package org.stagepost.job;

import java.time.Clock;
import java.util.Optional;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.EndpointGates;
import org.stagepost.migration.EndpointSecrets;
import org.stagepost.migration.MailboxMaker;
import org.stagepost.migration.Membership;
import org.stagepost.migration.OpenCopies;
import org.stagepost.migration.OpenDirectories;
import org.stagepost.migration.PartitionBoard;
import org.stagepost.migration.UserLedger;
import org.stagepost.sync.Sleeper;

/**
 * What the steps work with.
 *
 * @param board where workers that another process told of partitions may still have some
 * @param remote empty where mailboxes are copied by this process
 */
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
        Sleeper sleeper,
        PartitionBoard board,
        Optional<RemoteWork> remote) {
    /** With mailboxes copied by workers. */
    Rooms with(RemoteWork work) {
        return new Rooms(
                ledger,
                members,
                queries,
                secrets,
                directories,
                maker,
                copies,
                reporting,
                gates,
                clock,
                sleeper,
                board,
                Optional.of(work));
    }

    /** In another process than the one that enters the gates on behalf of all. */
    public Rooms with(EndpointGates own) {
        return new Rooms(
                ledger,
                members,
                queries,
                secrets,
                directories,
                maker,
                copies,
                reporting,
                own,
                clock,
                sleeper,
                board,
                remote);
    }

    /** For one partition of a worker. */
    Rooms with(UserLedger fenced, OpenCopies leased) {
        return new Rooms(
                fenced,
                members,
                queries,
                secrets,
                directories,
                maker,
                leased,
                reporting,
                gates,
                clock,
                sleeper,
                board,
                Optional.empty());
    }
}
