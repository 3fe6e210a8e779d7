package org.stagepost.cli.progress;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Words {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Words() {}

    /** {@code 1,204}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 999 B}, {@code 31.2 MB}, {@code 320 GB}; a thousand to the next unit, as providers count. */
    static String size(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 999.5 && unit < UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        String pattern = unit == 0 || amount >= 99.95 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, pattern, amount, UNITS[unit]);
    }

    /** {@code 512 items, 31.2 MB}. */
    static String amount(Amount amount) {
        return count(amount.items()) + (amount.items() == 1 ? " item, " : " items, ") + size(amount.bytes());
    }

    static String speed(long bytesPerSecond) {
        return size(bytesPerSecond) + "/s";
    }

    /** {@code 42 s}, {@code 3 min}, {@code 2.2 h}, {@code 3 d}: six characters at most, up to 999 days. */
    static String roughly(Duration time) {
        if (time.toMinutes() >= 60) {
            double hours = time.toMinutes() / 60.0;
            return hours < 99.95
                    ? String.format(Locale.ROOT, "%.1f h", hours)
                    : Math.min(999, Math.round(hours / 24)) + " d";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }

    /** {@code 42 s}, {@code 3 min 05 s}, {@code 2 h 10 min}. */
    static String time(Duration time) {
        if (time.toHours() > 0) {
            return String.format(Locale.ROOT, "%d h %02d min", time.toHours(), time.toMinutesPart());
        }
        if (time.toMinutes() > 0) {
            return String.format(Locale.ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart());
        }
        return time.toSeconds() + " s";
    }
}
