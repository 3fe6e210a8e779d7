package org.stagepost.sync;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.stagepost.mailbox.ItemFingerprint;

/** The range of received dates that all servers keep: others turn 1969 into 2038, or the future into now. */
public final class ReceivedDates {
    /** A day after the epoch, so that no zone makes it 1969; copies of older items have this date. */
    public static final Instant EARLIEST = Instant.parse("1970-01-02T00:00:00Z");

    /** In a fingerprint: whoever made the copy, the date was replaced by one that cannot be known. */
    static final Instant ANY = Instant.MAX;

    private ReceivedDates() {}

    /** To the second, as servers keep it. */
    static Instant clamp(Instant date, Instant latest) {
        Instant clamped = date.isBefore(EARLIEST) ? EARLIEST : date.isAfter(latest) ? latest : date;
        return clamped.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The fingerprint that a copy of this source item has, if it was sent before {@code latest}. */
    static ItemFingerprint ofCopy(ItemFingerprint item, Instant latest) {
        Instant date = item.receivedDate().truncatedTo(ChronoUnit.SECONDS);
        boolean isKept = clamp(date, latest).equals(date);
        return new ItemFingerprint(item.key(), item.sizeBytes(), isKept ? date : ANY, item.headerHash());
    }
}
