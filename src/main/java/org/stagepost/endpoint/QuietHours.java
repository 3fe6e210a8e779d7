package org.stagepost.endpoint;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours in which a server is left alone, on some days of the week: {@code Mon-Fri 08:00-18:00 Europe/Berlin}. Hours that
 * end before they begin end on the day after.
 *
 * @param days on which they begin; not empty
 * @param from included
 * @param to not included; the same as {@code from} for the whole day
 */
public record QuietHours(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
    private static final Pattern TEXT =
            Pattern.compile("(?:([A-Za-z]{3})(?:-([A-Za-z]{3}))? )?(\\d{2}:\\d{2})-(\\d{2}:\\d{2}) (\\S+)");

    public QuietHours {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("quiet hours begin on some day");
        }
        days = Set.copyOf(days);
    }

    /** Empty when the text has another form. Without days it is each day. */
    public static Optional<QuietHours> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            Set<DayOfWeek> days = parts.group(1) == null
                    ? EnumSet.allOf(DayOfWeek.class)
                    : days(day(parts.group(1)), day(parts.group(2) == null ? parts.group(1) : parts.group(2)));
            return Optional.of(new QuietHours(
                    days, LocalTime.parse(parts.group(3)), LocalTime.parse(parts.group(4)), ZoneId.of(parts.group(5))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DayOfWeek day(String word) {
        return List.of(DayOfWeek.values()).stream()
                .filter(day -> shortName(day).equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new DateTimeException(word));
    }

    /** In a circle: from Friday to Monday are four. */
    private static Set<DayOfWeek> days(DayOfWeek first, DayOfWeek last) {
        Set<DayOfWeek> days = EnumSet.of(first);
        for (DayOfWeek day = first; day != last; day = day.plus(1)) {
            days.add(day.plus(1));
        }
        return days;
    }

    /** When the hours end that hold at this moment; empty when none do. */
    public Optional<Instant> end(Instant now) {
        ZonedDateTime local = now.atZone(zone);
        for (int daysAgo = 0; daysAgo <= 1; daysAgo++) {
            ZonedDateTime begin = local.minusDays(daysAgo).with(from);
            ZonedDateTime end = (from.isBefore(to) ? begin : begin.plusDays(1)).with(to);
            if (days.contains(begin.getDayOfWeek()) && !local.isBefore(begin) && local.isBefore(end)) {
                return Optional.of(end.toInstant());
            }
        }
        return Optional.empty();
    }

    /** As it is parsed; days that are no row are named by the row of all between the first and the last. */
    @Override
    public String toString() {
        String hours = from + "-" + to + " " + zone;
        if (days.size() == DayOfWeek.values().length) {
            return hours;
        }
        DayOfWeek first = List.of(DayOfWeek.values()).stream()
                .filter(day -> days.contains(day) && !days.contains(day.minus(1)))
                .findFirst()
                .orElseThrow();
        DayOfWeek last = first.plus(days.size() - 1L);
        return shortName(first) + (first == last ? "" : "-" + shortName(last)) + " " + hours;
    }

    private static String shortName(DayOfWeek day) {
        String name = day.name();
        return name.charAt(0) + name.substring(1, 3).toLowerCase(Locale.ROOT);
    }
}
