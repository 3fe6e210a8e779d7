package org.stagepost.migration.jobfile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The six fields of a schedule, checked by their form: lists, ranges and steps of numbers or names, and for days L, W
 * and # as Spring's CronExpression reads them.
 */
final class CronFields {
    private static final Pattern MACRO = Pattern.compile("@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)");
    private static final Pattern PART = Pattern.compile("(\\*|\\w+)(?:-(\\w+))?(?:/(\\d{1,4}))?");
    private static final Pattern LAST_OR_NEAREST_DAY = Pattern.compile("L(?:-\\d{1,2})?|LW|(\\d{1,2})W");
    private static final Pattern LAST_OR_NTH_WEEKDAY = Pattern.compile("(\\w+?)(?:L|#[1-5])");

    private static final List<String> MONTHS =
            List.of("", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> WEEKDAYS = List.of("", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    private static final int SUNDAY = 7;
    private static final Field DAY = new Field(1, 31, List.of());
    private static final Field WEEKDAY = new Field(0, 7, WEEKDAYS);
    private static final List<Field> FIELDS = List.of(
            new Field(0, 59, List.of()),
            new Field(0, 59, List.of()),
            new Field(0, 23, List.of()),
            DAY,
            new Field(1, 12, MONTHS),
            WEEKDAY);

    /** @param names of the values from 0 on, empty when the field has none */
    private record Field(int least, int most, List<String> names) {}

    private CronFields() {}

    static boolean areValid(String expression) {
        if (MACRO.matcher(expression).matches()) {
            return true;
        }
        String[] texts = expression.strip().split("\\s+");
        for (int i = 0; i < texts.length && texts.length == FIELDS.size(); i++) {
            if (!isValid(texts[i].toUpperCase(Locale.ROOT), FIELDS.get(i))) {
                return false;
            }
        }
        return texts.length == FIELDS.size();
    }

    private static boolean isValid(String text, Field field) {
        if (text.equals("?") && (field == DAY || field == WEEKDAY) || isSpecialDay(text, field)) {
            return true;
        }
        for (String part : text.split(",", -1)) {
            if (!isValidPart(part, field)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpecialDay(String text, Field field) {
        Matcher day = LAST_OR_NEAREST_DAY.matcher(text);
        Matcher weekday = LAST_OR_NTH_WEEKDAY.matcher(text);
        if (field == DAY && day.matches()) {
            return day.group(1) == null || value(day.group(1), DAY).isPresent();
        }
        return field == WEEKDAY
                && weekday.matches()
                && value(weekday.group(1), WEEKDAY).isPresent();
    }

    private static boolean isValidPart(String text, Field field) {
        Matcher part = PART.matcher(text);
        if (!part.matches()) {
            return false;
        }
        boolean step = part.group(3) == null || Integer.parseInt(part.group(3)) > 0;
        if (part.group(1).equals("*")) {
            return step && part.group(2) == null;
        }
        Optional<Integer> from = value(part.group(1), field);
        Optional<Integer> to = part.group(2) == null ? from : value(part.group(2), field);
        // Sunday is 7 and, where a range begins, 0.
        int lowest = field == WEEKDAY && from.equals(Optional.of(SUNDAY)) ? 0 : from.orElse(Integer.MAX_VALUE);
        return step && to.isPresent() && lowest <= to.get();
    }

    private static Optional<Integer> value(String text, Field field) {
        int named = text.isEmpty() ? -1 : field.names().indexOf(text);
        return (named >= 0 ? Optional.of((long) named) : Shape.whole(text))
                .filter(number -> number >= field.least() && number <= field.most())
                .map(Long::intValue);
    }
}
