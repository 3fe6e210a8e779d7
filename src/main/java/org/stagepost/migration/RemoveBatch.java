package org.stagepost.migration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Removes a batch once nothing depends on its records any more; what it changed in directories is kept as LDIF first. */
public final class RemoveBatch {
    private final ManageBatches batches;
    private final BatchQueries queries;
    private final UserLedger users;
    private final ChangeHistory changes;
    private final KeptChanges kept;

    public RemoveBatch(
            ManageBatches batches, BatchQueries queries, UserLedger users, ChangeHistory changes, KeptChanges kept) {
        this.batches = batches;
        this.queries = queries;
        this.users = users;
        this.changes = changes;
        this.kept = kept;
    }

    /**
     * What speaks against the removal; nothing when the batch never started or is completed, and when its removal has
     * begun. Directory changes that stand are what a completed batch was for: they are kept as LDIF.
     *
     * @throws MigrationException BATCH_UNKNOWN
     */
    public List<String> obstacles(BatchName name) {
        BatchStatus status = queries.find(name)
                .orElseThrow(() -> new MigrationException(FailureCode.BATCH_UNKNOWN, "there is no batch " + name))
                .status();
        if (status == BatchStatus.REMOVING) {
            return List.of();
        }
        List<String> obstacles = new ArrayList<>();
        if (status != BatchStatus.CREATED) {
            addUsers(obstacles, name);
        }
        int standing = changes.of(name).size();
        if (standing > 0 && !obstacles.isEmpty()) {
            obstacles.add((standing == 1 ? "1 directory change stands" : standing + " directory changes stand")
                    + ", and none can be taken back after that (directory undo " + name + ")");
        }
        return obstacles;
    }

    private void addUsers(List<String> obstacles, BatchName name) {
        List<String> unfinished = users.users(name).stream()
                .filter(user -> user.status().summary() != StatusSummary.COMPLETED)
                .sorted(Comparator.comparing(user -> !user.status().isFailed()))
                .map(user -> user.row().address() + " is " + user.status().word())
                .toList();
        if (!unfinished.isEmpty()) {
            obstacles.add(CompleteBatch.some(unfinished));
        }
        int rejected = users.rejected(name).size();
        if (rejected > 0) {
            obstacles.add(
                    rejected == 1 ? "1 row of the CSV was left out" : rejected + " rows of the CSV were left out");
        }
        long unapproved = users.unapproved(name);
        if (unapproved > 0) {
            obstacles.add(
                    unapproved == 1
                            ? "1 skipped item is not approved"
                            : unapproved + " skipped items are not approved");
        }
    }

    /**
     * Removes the batch. Its directory changes that stand are kept first; nothing is written when it is refused.
     *
     * @param runs as in {@link ManageBatches#remove}
     * @return where the directory changes are; empty when none stands
     * @throws MigrationException BATCH_NOT_READY with all obstacles; as {@link ManageBatches#remove}; HOME_UNUSABLE when
     *     the changes cannot be kept, and then the batch stays
     */
    public Optional<Path> ifReady(BatchName name, BooleanSupplier runs) {
        List<String> obstacles = obstacles(name);
        if (obstacles.isEmpty()) {
            return anyway(name, runs);
        }
        throw new MigrationException(
                FailureCode.BATCH_NOT_READY,
                "batch " + name + " is not removed: " + String.join("; ", obstacles)
                        + " (--force removes it all the same)");
    }

    /** The same whatever speaks against it. */
    public Optional<Path> anyway(BatchName name, BooleanSupplier runs) {
        List<Path> files = new ArrayList<>();
        batches.remove(name, runs, () -> keep(name).ifPresent(files::add));
        return files.stream().findFirst();
    }

    private Optional<Path> keep(BatchName name) {
        List<RecordedChange> standing = changes.of(name);
        return standing.isEmpty()
                ? Optional.empty()
                : Optional.of(kept.keep(batches.known(name), WayBack.ldif(standing)));
    }
}
