package org.stagepost.cli.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Counts work and measures its speed over the last seconds. Not thread-safe. */
final class Meter {
    private static final Duration WINDOW = Duration.ofSeconds(20);

    private final List<Reading> readings = new ArrayList<>();
    private Amount done = Amount.NOTHING;
    private Amount known = Amount.NOTHING;

    private record Reading(Instant time, Amount done) {}

    Meter(Instant begin) {
        readings.add(new Reading(begin, Amount.NOTHING));
    }

    void found(Amount more) {
        known = known.plus(more);
    }

    void did(Amount more) {
        done = done.plus(more);
    }

    /** So much was done before anybody counted: it is no speed. */
    void before(Amount earlier) {
        done = done.plus(earlier);
        readings.replaceAll(
                reading -> new Reading(reading.time(), reading.done().plus(earlier)));
    }

    Amount done() {
        return done;
    }

    /** Takes a reading; the speed is that since the oldest reading inside the window. */
    Work read(Instant now) {
        readings.add(new Reading(now, done));
        while (readings.size() > 2 && readings.get(0).time().isBefore(now.minus(WINDOW))) {
            readings.remove(0);
        }
        return new Work(done, known, speed(readings.get(0), now));
    }

    private Amount speed(Reading since, Instant now) {
        long millis = Duration.between(since.time(), now).toMillis();
        if (millis <= 0) {
            return Amount.NOTHING;
        }
        Amount change = done.minus(since.done());
        return new Amount(change.items() * 1000 / millis, change.bytes() * 1000 / millis);
    }
}
