package org.stagepost.imap.wire;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The time that a server's words ask to wait. */
final class SuggestedPause {
    private static final String NUMBER = "\\D{0,3}(\\d{1,9})\\s*([a-z]*)";
    private static final Pattern NAMED = Pattern.compile(
            "(?:back-?off(?: time)?|retry[ -]after|(?:try|retry)(?: again)? (?:in|after)|wait(?: for)?)" + NUMBER,
            Pattern.CASE_INSENSITIVE);

    private SuggestedPause() {}

    /** Zero when none is named. */
    static Duration in(String words) {
        Matcher named = NAMED.matcher(words);
        if (!named.find()) {
            return Duration.ZERO;
        }
        boolean exchange = named.group().toLowerCase(Locale.ROOT).startsWith("back");
        return Duration.of(Long.parseLong(named.group(1)), unit(named.group(2), exchange));
    }

    /** Without a unit Exchange means milliseconds, everybody else seconds. */
    private static ChronoUnit unit(String word, boolean exchange) {
        String unit = word.toLowerCase(Locale.ROOT);
        if (unit.startsWith("ms") || unit.startsWith("milli")) {
            return ChronoUnit.MILLIS;
        }
        if (unit.startsWith("min")) {
            return ChronoUnit.MINUTES;
        }
        if (unit.startsWith("h")) {
            return ChronoUnit.HOURS;
        }
        return exchange && !unit.startsWith("s") ? ChronoUnit.MILLIS : ChronoUnit.SECONDS;
    }
}
