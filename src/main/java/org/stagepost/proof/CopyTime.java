package org.stagepost.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.stagepost.sync.ReceivedDates;

/**
 * When a mailbox was copied. What was in the future then has the moment of its copying as its date, because some servers keep
 * no later one; what was before 1970 has the earliest date that all servers keep.
 *
 * @param first begin of the first sync; kept to the second, as servers keep dates, and some minutes earlier
 * @param last end of the last successful sync; {@link Instant#MAX} when that is not known
 */
public record CopyTime(Instant first, Instant last) {
    /** By so much the clocks of servers may differ: less than zones do, which a wrong date may come from. */
    private static final Duration SKEW = Duration.ofMinutes(10);

    public CopyTime {
        first = first.minus(SKEW).truncatedTo(ChronoUnit.SECONDS);
    }

    /** True when an item's date, and no other, may have become this one. */
    boolean mayReplace(Instant wanted, Instant found) {
        if (wanted.isBefore(ReceivedDates.EARLIEST)) {
            return found.equals(ReceivedDates.EARLIEST);
        }
        boolean isLowered = !found.isBefore(first) && found.isBefore(wanted);
        return isLowered && (wanted.isAfter(last) || !wanted.isAfter(found.plus(SKEW)));
    }
}
