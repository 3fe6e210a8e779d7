package org.stagepost.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How many items a minute a batch copied in its initial sync: the items of each user are taken to be spread evenly over
 * the time from its start to the end of its initial sync, as nothing finer is known. Users without a rate are left out.
 *
 * @param perMinute of slots of the same length, from the first start to the last end
 */
record RateOverTime(Instant begin, Instant end, List<Double> perMinute) {
    private static final int SLOTS = 60;

    private record Span(Instant begin, Instant end, double perMinute) {
        /** How much of it lies between, from 0 to 1 of that. */
        double share(Instant from, Instant to) {
            Instant first = begin.isAfter(from) ? begin : from;
            Instant last = end.isBefore(to) ? end : to;
            return last.isAfter(first)
                    ? (double) Duration.between(first, last).toMillis()
                            / Duration.between(from, to).toMillis()
                    : 0;
        }
    }

    static RateOverTime of(List<UserLine> users) {
        List<Span> spans = users.stream()
                .filter(user -> user.itemsPerMinute() != null)
                .map(RateOverTime::span)
                .toList();
        if (spans.isEmpty()) {
            return new RateOverTime(Instant.EPOCH, Instant.EPOCH, List.of());
        }
        Instant begin =
                spans.stream().map(Span::begin).min(Comparator.naturalOrder()).orElseThrow();
        Instant end =
                spans.stream().map(Span::end).max(Comparator.naturalOrder()).orElseThrow();
        Double[] slots = new Double[SLOTS];
        double millis = Math.max(SLOTS, Duration.between(begin, end).toMillis()) / (double) SLOTS;
        for (int i = 0; i < SLOTS; i++) {
            Instant from = begin.plusMillis(Math.round(i * millis));
            Instant to = begin.plusMillis(Math.round((i + 1) * millis));
            slots[i] = spans.stream()
                    .mapToDouble(span -> span.perMinute() * span.share(from, to))
                    .sum();
        }
        return new RateOverTime(begin, end, List.of(slots));
    }

    /** A rate is there only where both times are. */
    private static Span span(UserLine user) {
        Instant begin = user.started() == null ? Instant.EPOCH : user.started();
        Duration duration = user.duration() == null ? Duration.ZERO : user.duration();
        long rate = user.itemsPerMinute() == null ? 0 : user.itemsPerMinute();
        return new Span(begin, begin.plus(duration), rate);
    }

    boolean isEmpty() {
        return perMinute.isEmpty();
    }

    double most() {
        return perMinute.stream().mapToDouble(rate -> rate).max().orElse(0);
    }
}
