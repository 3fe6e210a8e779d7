package org.stagepost.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A table of report.html. Its first rows stand in the page itself; all of them are data, which the page's script shows
 * row by row.
 *
 * @param rows as many cells each as there are columns
 * @param unlisted rows that there are beside these
 */
record HtmlTable(String id, List<Column> columns, List<List<Cell>> rows, int unlisted) {
    /** So many are readable without the script. */
    static final int IN_THE_PAGE = 50;

    /**
     * @param name as in report.json
     * @param title for people
     * @param kind of its cells, in the words of the style sheet: number, text, wide, minor
     */
    record Column(String name, String title, String kind) {}

    /**
     * What is sorted by, and what is shown.
     *
     * @param value a number, a text, or null
     */
    record Cell(@Nullable Object value, String text) {
        static Cell of(@Nullable Object value) {
            return value instanceof Long || value instanceof Integer
                    ? new Cell(value, value.toString())
                    : text(value == null ? "" : value.toString());
        }

        private static Cell text(String foreign) {
            String visible = VisibleText.of(foreign);
            return new Cell(visible, visible);
        }

        static Cell size(long bytes) {
            return new Cell(bytes, Units.bytes(bytes));
        }

        static Cell time(@Nullable Instant time) {
            return time == null ? text("") : new Cell(time.toString(), Units.bareTime(time));
        }

        static Cell duration(@Nullable Duration duration) {
            return duration == null ? text("") : new Cell(duration.toMillis(), Units.duration(duration));
        }

        static Cell score(@Nullable ConsistencyScore score) {
            return score == null ? text("") : new Cell(score.ordinal(), score.toString());
        }

        /** A single value where that is what is shown. */
        @JsonValue
        Object data() {
            return value == null || value.toString().equals(text) ? (value == null ? "" : value) : List.of(value, text);
        }
    }

    /** A row as the page's template shows it: its cells with their columns, the first one apart. */
    record Row(Shown head, List<Shown> rest) {}

    record Shown(String kind, String text) {}

    private record Data(List<Column> columns, List<List<Cell>> rows) {}

    /** @param columns as {@code name title kind}, parted by bars */
    static HtmlTable of(String id, List<String> columns, List<List<Cell>> rows, int unlisted) {
        return new HtmlTable(id, columns.stream().map(HtmlTable::column).toList(), rows, unlisted);
    }

    private static Column column(String text) {
        String[] parts = text.split("\\|", -1);
        return new Column(parts[0], parts[1], parts[2]);
    }

    static List<Cell> row(Cell... cells) {
        return Arrays.asList(cells);
    }

    List<Row> first() {
        return rows.stream().limit(IN_THE_PAGE).map(this::shown).toList();
    }

    private Row shown(List<Cell> cells) {
        List<Shown> all = new ArrayList<>(IntStream.range(0, cells.size())
                .mapToObj(i -> new Shown(columns.get(i).kind(), cells.get(i).text()))
                .toList());
        return new Row(all.get(0), all.subList(1, all.size()));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    int total() {
        return rows.size() + unlisted;
    }

    /** More than the page shows without its script. */
    boolean isCut() {
        return total() > IN_THE_PAGE;
    }

    /** What the script reads. */
    HtmlPage.Raw data() {
        return new HtmlPage.Raw(JsonText.embedded(new Data(columns, rows)));
    }
}
