package org.stagepost.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/** How many values lie where, over edges that grow as people count: 1, 2, 5, 10. Bins at both ends that are empty are left out. */
record Histogram(List<Bin> bins) {
    /** Seconds, with the edges of clocks and calendars. */
    private static final long[] DURATIONS = {
        0, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 18_000, 43_200, 86_400, 172_800, 604_800
    };

    private static final long[] RATES = {
        0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000
    };

    /**
     * Values from this edge to the next one.
     *
     * @param from the edge, in words
     */
    record Bin(String from, int count) {}

    /** @param millis each 0 or more */
    static Histogram ofDurations(List<Long> millis) {
        return over(DURATIONS, millis.stream().map(some -> some / 1000).toList(), Histogram::clock);
    }

    /** @param perMinute each 0 or more */
    static Histogram ofRates(List<Long> perMinute) {
        return over(RATES, perMinute, Histogram::shortNumber);
    }

    private static Histogram over(long[] edges, List<Long> values, LongFunction<String> words) {
        int[] counts = new int[edges.length];
        values.forEach(value -> counts[binOf(edges, value)]++);
        int first = 0;
        int last = edges.length - 1;
        while (first < last && counts[first] == 0) {
            first++;
        }
        while (last > first && counts[last] == 0) {
            last--;
        }
        List<Bin> bins = new ArrayList<>();
        for (int i = first; i <= last && !values.isEmpty(); i++) {
            bins.add(new Bin(words.apply(edges[i]), counts[i]));
        }
        return new Histogram(List.copyOf(bins));
    }

    private static int binOf(long[] edges, long value) {
        int found = Arrays.binarySearch(edges, value);
        return found >= 0 ? found : -found - 2;
    }

    private static String clock(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min";
        }
        return seconds < 86_400 ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
    }

    private static String shortNumber(long number) {
        return number < 1_000 ? String.valueOf(number) : number / 1_000 + "k";
    }

    boolean isEmpty() {
        return bins.isEmpty();
    }

    /** Of the fullest bin. */
    int most() {
        return bins.stream().mapToInt(Bin::count).max().orElse(0);
    }
}
