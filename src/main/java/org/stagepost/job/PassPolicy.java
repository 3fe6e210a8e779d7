package org.stagepost.job;

import java.time.Clock;
import java.util.Optional;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.PassKind;
import org.stagepost.migration.PassOptions;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.PassNumber;

/** Whether the next pass of a batch may begin. */
final class PassPolicy {
    private final BatchQueries queries;
    private final Clock clock;

    PassPolicy(BatchQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /**
     * A sentence when nothing is to be done; empty when the pass may begin or go on.
     *
     * @throws MigrationException BATCH_NOT_READY when the batch is half removed
     */
    Optional<String> whyNot(MigrationBatch batch, PassNumber next, PassOptions options) {
        if (batch.life().removing()) {
            throw new MigrationException(
                    FailureCode.BATCH_NOT_READY,
                    "batch " + batch.name() + " is being removed: finish it with batch remove " + batch.name());
        }
        BatchStatus status = queries.find(batch.name()).map(BatchView::status).orElse(BatchStatus.CREATED);
        if (status == BatchStatus.COMPLETED) {
            return Optional.of("Batch " + batch.name() + " is completed; nothing is copied any more.");
        }
        boolean opens = batch.startTime().isPresent() && !next.equals(batch.pass());
        PassKind kind = batch.life().started(next, options, clock.instant()).kind();
        if (opens && kind == PassKind.INCREMENTAL && !options.allowIncrementalSyncs()) {
            return Optional.of("Batch " + batch.name()
                    + ": every user is synced, and allowIncrementalSyncs is false; nothing was started.");
        }
        return Optional.empty();
    }
}
