package org.stagepost.imap.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The date-time of INTERNALDATE and APPEND (RFC 9051 §9), English in every locale. */
final class InternalDate {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
    private static final long SECONDS_PER_DAY = 86_400;
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final Pattern SHAPE =
            Pattern.compile(" ?(\\d{1,2})-([A-Za-z]{3})-(\\d{4}) (\\d{2}):(\\d{2}):(\\d{2}) ([+-])(\\d{2})(\\d{2})");

    private InternalDate() {}

    /** In UTC: servers keep the instant, not all keep the zone. */
    static String format(Instant instant) {
        if (instant.isBefore(FIRST) || !instant.isBefore(END)) {
            throw new IllegalArgumentException("IMAP dates have four-digit years");
        }
        OffsetDateTime date = instant.atOffset(ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(26); // once for every message: String.format takes ten times as long
        digits(text, date.getDayOfMonth());
        text.append('-').append(MONTHS.get(date.getMonthValue() - 1)).append('-');
        digits(text, date.getYear() / 100);
        digits(text, date.getYear() % 100);
        digits(text.append(' '), date.getHour());
        digits(text.append(':'), date.getMinute());
        digits(text.append(':'), date.getSecond());
        return text.append(" +0000").toString();
    }

    private static void digits(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /** Kept by every server; some answer BAD to a year before 1970, and 32 bits end in 2038. */
    static boolean isCommon(Instant instant) {
        long seconds = instant.getEpochSecond();
        return seconds >= SECONDS_PER_DAY && seconds <= Integer.MAX_VALUE;
    }

    /** Empty when the text is no date. */
    static Optional<Instant> parse(String text) {
        Matcher match = SHAPE.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(local(match).toInstant(zone(match)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalDateTime local(Matcher match) {
        String month = match.group(2).substring(0, 1).toUpperCase(Locale.ROOT)
                + match.group(2).substring(1).toLowerCase(Locale.ROOT);
        int leapSecondsFolded = Math.min(59, number(match, 6));
        return LocalDateTime.of(
                number(match, 3),
                MONTHS.indexOf(month) + 1,
                number(match, 1),
                number(match, 4),
                number(match, 5),
                leapSecondsFolded);
    }

    private static ZoneOffset zone(Matcher match) {
        int sign = match.group(7).equals("-") ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * number(match, 8), sign * number(match, 9));
    }

    private static int number(Matcher match, int group) {
        return Integer.parseInt(match.group(group));
    }
}
