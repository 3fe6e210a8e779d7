package org.stagepost.migration.csv;

import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stagepost.model.Nearest;

/** The header line: where each column stands, and which cells must never be shown. */
final class Header {
    private static final List<String> SECRET_TITLES = Arrays.stream(Column.values())
            .filter(Column::secret)
            .map(Column::title)
            .toList();

    private final List<String> titles;
    private final Map<Column, Integer> positions = new EnumMap<>(Column.class);
    private final BitSet secrets = new BitSet();

    /** @param known the columns of the migration type; the first of two equal ones counts */
    Header(List<String> titles, List<Column> known) {
        this.titles = List.copyOf(titles);
        for (int i = 0; i < titles.size(); i++) {
            int position = i;
            Column.named(titles.get(i))
                    .filter(known::contains)
                    .ifPresent(column -> positions.putIfAbsent(column, position));
            // A mistyped or doubled password column holds passwords too.
            secrets.set(
                    position, Nearest.to(titles.get(i).strip(), SECRET_TITLES).isPresent());
        }
    }

    List<String> titles() {
        return titles;
    }

    Optional<Integer> position(Column column) {
        return Optional.ofNullable(positions.get(column));
    }

    boolean has(Column column) {
        return positions.containsKey(column);
    }

    boolean fits(CsvLine line) {
        return line.cells().size() == titles.size();
    }

    /** True when this cell cannot hold a password, not even one that a cell too many or too few has moved. */
    boolean mayShow(int position, CsvLine line) {
        int firstSecret = secrets.nextSetBit(0);
        return fits(line) ? !secrets.get(position) : firstSecret < 0 || position < firstSecret;
    }
}
