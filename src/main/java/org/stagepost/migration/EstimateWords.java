package org.stagepost.migration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.stagepost.endpoint.EndpointLimits;
import org.stagepost.migration.EstimateModel.Measured;
import org.stagepost.migration.EstimateModel.Terms;

/** Says what an estimate rests on. */
final class EstimateWords {
    private final Measured measured;
    private final Terms terms;
    private final int lanes;

    EstimateWords(Measured measured, Terms terms, int lanes) {
        this.measured = measured;
        this.terms = terms;
        this.lanes = lanes;
    }

    List<String> assumptions() {
        List<String> words = new ArrayList<>();
        words.add("measured: " + millis(measured.look()) + " for each mailbox that was looked at, " + measured.atOnce()
                + " at a time; a round trip takes " + millis(measured.sourceTrip()) + " to the source and "
                + millis(measured.targetTrip()) + " to the target");
        OptionalLong rate = measured.bytesPerSecond();
        words.add(
                rate.isPresent()
                        ? "measured: the source gives " + megabytes(rate.getAsLong())
                                + " MB a second to several connections together"
                        : "not measured, because there is too little to read: how many bytes a second the source gives");
        words.add("assumed: the target takes as many bytes a second as the source gives, items cost it no more than "
                + "they cost Dovecot, and both are as busy during the run as they are now");
        words.add(
                lanes + (lanes == 1 ? " mailbox" : " mailboxes") + " at a time, as the batch and both endpoints allow");
        if (terms.limits().stream().anyMatch(EstimateWords::isLimited)) {
            words.add(
                    "the rates, daily limits and quiet hours of the endpoints are kept, and no other batch uses them up");
        }
        return words;
    }

    private static boolean isLimited(EndpointLimits limits) {
        return limits.isSlow()
                || limits.bytesDownPerDay() > 0
                || limits.bytesUpPerDay() > 0
                || !limits.quietHours().isEmpty();
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }
}
