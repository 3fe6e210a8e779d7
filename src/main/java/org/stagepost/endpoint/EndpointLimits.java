package org.stagepost.endpoint;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How much a server is asked for. Zero is no limit, but for the two numbers of mailboxes.
 *
 * @param migrations mailboxes in initial sync at once, 1 or more
 * @param incrementalSyncs mailboxes in incremental sync at once, 1 to {@code migrations}
 * @param connections open at once, over all mailboxes
 * @param messagesPerSecond of all mailboxes together
 * @param bytesPerSecond of all mailboxes together
 * @param bytesDownPerDay of one mailbox, read in 24 hours
 * @param bytesUpPerDay of one mailbox, written in 24 hours
 * @param quietHours when nothing is copied
 */
public record EndpointLimits(
        int migrations,
        int incrementalSyncs,
        int connections,
        int messagesPerSecond,
        long bytesPerSecond,
        long bytesDownPerDay,
        long bytesUpPerDay,
        List<QuietHours> quietHours) {
    public static final EndpointLimits DEFAULT = of(20, 10);

    private static final int MOST_IN_A_ROW = 14;

    public EndpointLimits {
        if (migrations < 1 || incrementalSyncs < 1 || incrementalSyncs > migrations) {
            throw new IllegalArgumentException("limits are 1 or more, and incremental syncs no more than migrations");
        }
        if (connections < 0
                || messagesPerSecond < 0
                || bytesPerSecond < 0
                || bytesDownPerDay < 0
                || bytesUpPerDay < 0) {
            throw new IllegalArgumentException("a limit is no negative number");
        }
        quietHours = List.copyOf(quietHours);
    }

    /** True when something is limited by the second. */
    public boolean isSlow() {
        return messagesPerSecond > 0 || bytesPerSecond > 0;
    }

    /** When the quiet hours end that hold at this moment; empty when none do. */
    public Optional<Instant> quietUntil(Instant now) {
        Optional<Instant> end = quietEnd(now);
        // one may begin where another ends; bounded, because together they may never end
        for (int i = 0; i < MOST_IN_A_ROW && end.isPresent(); i++) {
            Optional<Instant> next = quietEnd(end.get());
            if (next.isEmpty()) {
                return end;
            }
            end = next;
        }
        return end;
    }

    private Optional<Instant> quietEnd(Instant now) {
        return quietHours.stream().flatMap(hours -> hours.end(now).stream()).max(Comparator.naturalOrder());
    }

    /** Only how many mailboxes at once. */
    public static EndpointLimits of(int migrations, int incrementalSyncs) {
        return new EndpointLimits(migrations, incrementalSyncs, 0, 0, 0, 0, 0, List.of());
    }
}
