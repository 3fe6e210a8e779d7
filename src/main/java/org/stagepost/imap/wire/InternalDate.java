package org.stagepost.imap.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The date-time of INTERNALDATE and APPEND (RFC 9051 §9), English in every locale. */
final class InternalDate {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
    private static final long SECONDS_PER_DAY = 86_400;
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final String ALL_MONTHS = String.join("", MONTHS).toLowerCase(Locale.ROOT);
    private static final int LENGTH = 26;

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
        // by hand: every message has one, and a regular expression takes longer than all the rest of its line
        String date = text.length() == LENGTH - 1 ? "0" + text : text;
        if (!hasShape(date)) {
            return Optional.empty();
        }
        try {
            return Optional.of(local(date).toInstant(zone(date)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** As far as the reading of numbers and of the month does not find out: {@code 00-Abc-0000 00:00:00 +0000}. */
    private static boolean hasShape(String date) {
        return date.length() == LENGTH
                && date.charAt(2) == '-'
                && date.charAt(6) == '-'
                && date.charAt(11) == ' '
                && date.charAt(14) == ':'
                && date.charAt(17) == ':'
                && date.charAt(20) == ' '
                && (date.charAt(21) == '+' || date.charAt(21) == '-');
    }

    private static LocalDateTime local(String date) {
        int leapSecondsFolded = Math.min(59, number(date, 18));
        return LocalDateTime.of(
                number(date, 7) * 100 + number(date, 9),
                month(date.substring(3, 6)),
                number(date, 0),
                number(date, 12),
                number(date, 15),
                leapSecondsFolded);
    }

    private static int month(String name) {
        int index = ALL_MONTHS.indexOf(name.toLowerCase(Locale.ROOT));
        if (index < 0 || index % 3 != 0) {
            throw new DateTimeException("no month");
        }
        return index / 3 + 1;
    }

    private static ZoneOffset zone(String date) {
        int sign = date.charAt(21) == '-' ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * number(date, 22), sign * number(date, 24));
    }

    private static int number(String date, int begin) {
        char tens = date.charAt(begin);
        return digit(begin == 0 && tens == ' ' ? '0' : tens) * 10 + digit(date.charAt(begin + 1));
    }

    private static int digit(char c) {
        if (c < '0' || c > '9') {
            throw new DateTimeException("no digit");
        }
        return c - '0';
    }
}
