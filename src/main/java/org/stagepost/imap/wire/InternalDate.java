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
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final Pattern SHAPE =
            Pattern.compile(" ?(\\d{1,2})-([A-Za-z]{3})-(\\d{4}) (\\d{2}):(\\d{2}):(\\d{2}) ([+-])(\\d{2})(\\d{2})");

    private InternalDate() {}

    /** In UTC: servers keep the instant, not all keep the zone. */
    static String format(Instant instant) {
        OffsetDateTime date = instant.atOffset(ZoneOffset.UTC);
        if (date.getYear() < 1 || date.getYear() > 9999) {
            throw new IllegalArgumentException("IMAP dates have four-digit years");
        }
        return String.format(
                Locale.ROOT,
                "%02d-%s-%04d %02d:%02d:%02d +0000",
                date.getDayOfMonth(),
                MONTHS.get(date.getMonthValue() - 1),
                date.getYear(),
                date.getHour(),
                date.getMinute(),
                date.getSecond());
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
