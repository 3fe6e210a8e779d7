package org.stagepost.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them; absent values are empty. */
final class Units {
    private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Units() {}

    /** Decimal, three digits or so: {@code 999 B}, {@code 1.5 MB}, {@code 320 GB}. */
    static String bytes(long count) {
        double value = count;
        int unit = 0;
        while (value >= 999.5 && unit < BYTES.length - 1) {
            value /= 1000;
            unit++;
        }
        String pattern = unit == 0 || value >= 99.95 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, pattern, value, BYTES[unit]);
    }

    /** Two units at most: {@code 0.4 s}, {@code 12 s}, {@code 4 min 05 s}, {@code 2 h 03 min}, {@code 3 d 04 h}. */
    static String duration(@Nullable Duration duration) {
        if (duration == null) {
            return "";
        }
        long seconds = duration.toSeconds();
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 100 / 10.0);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
        }
        long hours = seconds / 3600;
        return hours < 24
                ? String.format(Locale.ROOT, "%d h %02d min", hours, seconds / 60 % 60)
                : String.format(Locale.ROOT, "%d d %02d h", hours / 24, hours % 24);
    }

    /** {@code 2026-11-20 08:05 UTC}. */
    static String time(@Nullable Instant time) {
        return time == null ? "" : bareTime(time) + " UTC";
    }

    /** {@code 2026-11-20 08:05}, under a title that names the zone. */
    static String bareTime(@Nullable Instant time) {
        return time == null ? "" : MINUTES.format(time);
    }
}
