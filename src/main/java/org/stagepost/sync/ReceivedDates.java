package org.stagepost.sync;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.stagepost.mailbox.ItemFingerprint;

/** The range of received dates that all servers keep: others turn 1969 into 2038, or the future into now. */
final class ReceivedDates {
    /** A day after the epoch, so that no zone makes it 1969. */
    static final Instant EARLIEST = Instant.parse("1970-01-02T00:00:00Z");

    /** In a fingerprint: the copy has the date of the moment in which it was made. */
    static final Instant ANY = Instant.MAX;

    private ReceivedDates() {}

    /** To the second, as servers keep it. */
    static Instant clamp(Instant date, Instant latest) {
        Instant clamped = date.isBefore(EARLIEST) ? EARLIEST : date.isAfter(latest) ? latest : date;
        return clamped.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The fingerprint that a copy of this source item has, if it was sent before {@code latest}. */
    static ItemFingerprint ofCopy(ItemFingerprint item, Instant latest) {
        Instant date = item.receivedDate().isAfter(latest) ? ANY : clamp(item.receivedDate(), latest);
        return new ItemFingerprint(item.key(), item.sizeBytes(), date, item.headerHash());
    }
}
