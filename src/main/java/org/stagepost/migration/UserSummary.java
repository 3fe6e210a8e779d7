package org.stagepost.migration;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The users of a batch, counted.
 *
 * @param users how many have each status
 * @param rejected rows that were left out
 * @param initialSyncEnd when the last user's initial sync ended; null until all have
 * @param lastSynced end of the last successful sync of any user, null before the first
 * @param nextTime when the next user may start or complete by a time of its own, or goes on after a rest; null for none
 * @param resting users that have moved what their servers allow in a day
 */
public record UserSummary(
        Map<MigrationUserStatus, Integer> users,
        int rejected,
        @Nullable Instant initialSyncEnd,
        @Nullable Instant lastSynced,
        @Nullable Instant nextTime,
        int resting) {
    public UserSummary {
        users = Map.copyOf(users);
    }

    /** Users, without the rows that were left out. */
    int total() {
        return users.values().stream().mapToInt(Integer::intValue).sum();
    }

    Map<StatusSummary, Integer> bySummary() {
        Map<StatusSummary, Integer> counts = new EnumMap<>(StatusSummary.class);
        users.forEach((status, count) -> counts.merge(status.summary(), count, Integer::sum));
        return counts;
    }
}
