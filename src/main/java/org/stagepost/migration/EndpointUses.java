package org.stagepost.migration;

import java.util.List;
import java.util.stream.Stream;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.model.MigrationException;

/**
 * Which batches go by a stored endpoint: those whose job file, with what {@code batch set} changed, leads to it for a
 * mail system, a directory or the mails. An endpoint of that name that stands in the job file itself is another one.
 * Where the job file cannot be read, or a run goes on with what the file no longer says, the two mail endpoints count
 * that the batch was last stored with.
 */
public final class EndpointUses {
    private final BatchQueries batches;
    private final ManageBatches manage;

    public EndpointUses(BatchQueries batches, ManageBatches manage) {
        this.batches = batches;
        this.manage = manage;
    }

    /** Batches that run, or are about to. */
    public List<BatchView> running(Endpoint stored) {
        return of(stored)
                .filter(batch -> !batch.status().isAtRest() && batch.status() != BatchStatus.REMOVING)
                .toList();
    }

    /** Batches that may run again. */
    public List<BatchView> unfinished(Endpoint stored) {
        return of(stored)
                .filter(batch -> switch (batch.status()) {
                    case COMPLETED, REMOVING, CORRUPTED -> false;
                    case CREATED,
                            STARTING,
                            WAITING,
                            SYNCING,
                            SYNCED,
                            SYNCED_WITH_ERRORS,
                            INCREMENTAL_SYNCING,
                            STOPPING,
                            STOPPED,
                            COMPLETING,
                            COMPLETED_WITH_ERRORS,
                            FAILED -> true;
                })
                .toList();
    }

    private Stream<BatchView> of(Endpoint stored) {
        return batches.list().stream().filter(batch -> uses(batch, stored));
    }

    private boolean uses(BatchView batch, Endpoint stored) {
        try {
            List<Endpoint> sameName = EndpointSecrets.endpoints(manage.jobFile(batch.batch()))
                    .filter(endpoint -> endpoint.name().equals(stored.name()))
                    .toList();
            boolean ranWith = sameName.isEmpty() && !batch.status().isAtRest();
            return ranWith ? names(batch.batch(), stored) : sameName.stream().anyMatch(one -> isSame(one, stored));
        } catch (MigrationException e) {
            return names(batch.batch(), stored);
        }
    }

    private static boolean names(MigrationBatch batch, Endpoint stored) {
        return batch.sourceEndpoint().equals(stored.name())
                || batch.targetEndpoint().equals(stored.name());
    }

    /** The text names every setting, and of a password where it is kept. */
    private static boolean isSame(Endpoint one, Endpoint other) {
        return one.toString().equals(other.toString());
    }
}
