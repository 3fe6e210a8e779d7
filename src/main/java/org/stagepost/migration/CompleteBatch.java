package org.stagepost.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Decides whether a batch can be completed: its next pass would be the last, and nothing is copied after it. */
public final class CompleteBatch {
    private static final int NAMED = 5;

    private final BatchQueries queries;
    private final UserLedger users;

    public CompleteBatch(BatchQueries queries, UserLedger users) {
        this.queries = queries;
        this.users = users;
    }

    /** @throws MigrationException BATCH_UNKNOWN; BATCH_NOT_READY with everything that stands in the way */
    public void require(BatchName name) {
        List<String> obstacles = obstacles(name);
        if (!obstacles.isEmpty()) {
            throw new MigrationException(
                    FailureCode.BATCH_NOT_READY,
                    "batch " + name + " cannot be completed: " + String.join("; ", obstacles));
        }
    }

    /**
     * What stands in the way of the batch's completion; nothing when its next pass may be the last.
     *
     * @throws MigrationException BATCH_UNKNOWN
     */
    public List<String> obstacles(BatchName name) {
        return obstacles(queries.find(name)
                .orElseThrow(() -> new MigrationException(FailureCode.BATCH_UNKNOWN, "there is no batch " + name)));
    }

    private List<String> obstacles(BatchView view) {
        if (!view.status().isAtRest()) {
            return List.of("it is " + view.status().word());
        }
        if (view.status() == BatchStatus.COMPLETED) {
            return List.of("it is completed");
        }
        List<String> obstacles = new ArrayList<>();
        BatchName name = view.batch().name();
        List<String> unfinished = queries.users(name).stream()
                .filter(user -> !isReady(user))
                .map(user -> user.row().address() + " is " + user.status().word())
                .toList();
        if (!unfinished.isEmpty()) {
            obstacles.add(some(unfinished));
        }
        int rejected = users.rejected(name).size();
        if (rejected > 0) {
            obstacles.add(rejected + " rows of the CSV were left out");
        }
        long unapproved = users.unapproved(name);
        if (unapproved > 0) {
            obstacles.add(unapproved + " skipped items are not approved (batch set " + name + " --approve-skipped)");
        }
        if (unfinished.isEmpty() && view.counts().total() == 0) {
            obstacles.add("it has no users yet");
        }
        return obstacles;
    }

    private static boolean isReady(MigrationUser user) {
        return switch (user.status().summary()) {
            case SYNCED, COMPLETED -> true;
            case FAILED -> user.status() == MigrationUserStatus.COMPLETION_FAILED;
            case PENDING, ACTIVE, STOPPED -> false;
        };
    }

    static String some(List<String> all) {
        String named = all.stream().limit(NAMED).collect(Collectors.joining(", "));
        return all.size() > NAMED ? named + ", and " + (all.size() - NAMED) + " more" : named;
    }
}
