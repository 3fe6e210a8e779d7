package org.stagepost.report;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many items a minute a batch copied in its initial sync: the items of each user are taken to be spread evenly over
 * the time from its start to the end of its initial sync, as nothing finer is known. Users without a rate are left out.
 *
 * @param perMinute of slots of the same length, from the first start to the last end
 */
record RateOverTime(Instant begin, Instant end, List<Double> perMinute) {
    private static final int SLOTS = 60;

    /** @param begin milliseconds of the epoch, as the end is */
    private record Span(long begin, long end, double perMinute) {
        /** How much of it lies between, from 0 to 1 of that. */
        double share(double from, double to) {
            return Math.max(0, Math.min(end, to) - Math.max(begin, from)) / (to - from);
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
        long begin = spans.stream().mapToLong(Span::begin).min().orElseThrow();
        long end = spans.stream().mapToLong(Span::end).max().orElseThrow();
        double slot = Math.max(SLOTS, end - begin) / (double) SLOTS;
        List<Double> perMinute = IntStream.range(0, SLOTS)
                .mapToDouble(i -> begin + i * slot)
                .map(from -> spans.stream()
                        .mapToDouble(span -> span.perMinute() * span.share(from, from + slot))
                        .sum())
                .boxed()
                .toList();
        return new RateOverTime(Instant.ofEpochMilli(begin), Instant.ofEpochMilli(end), perMinute);
    }

    /** A rate is there only where both times are. */
    private static Span span(UserLine user) {
        long begin = user.started() == null ? 0 : user.started().toEpochMilli();
        long millis = user.duration() == null ? 0 : user.duration().toMillis();
        return new Span(begin, begin + millis, user.itemsPerMinute() == null ? 0 : user.itemsPerMinute());
    }

    boolean isEmpty() {
        return perMinute.isEmpty();
    }

    double most() {
        return perMinute.stream().mapToDouble(rate -> rate).max().orElse(0);
    }
}
