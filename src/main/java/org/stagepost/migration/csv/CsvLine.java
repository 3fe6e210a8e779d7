package org.stagepost.migration.csv;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.input.Fault;

/** One record of the file: its cells, or why they cannot be told apart. */
final class CsvLine {
    private final int line;
    private final List<String> cells;
    private final @Nullable Fault damage;

    private CsvLine(int line, List<String> cells, @Nullable Fault damage) {
        this.line = line;
        this.cells = cells;
        this.damage = damage;
    }

    static CsvLine whole(int line, List<String> cells) {
        return new CsvLine(line, cells, null);
    }

    static CsvLine damaged(int line, Fault damage) {
        return new CsvLine(line, List.of(), damage);
    }

    /** 1-based line of the file where the record begins. */
    int line() {
        return line;
    }

    List<String> cells() {
        return cells;
    }

    Optional<Fault> damage() {
        return Optional.ofNullable(damage);
    }

    /** An empty line, or one of delimiters only, as spreadsheets leave them behind the last row. */
    boolean blank() {
        return damage == null && cells.stream().allMatch(String::isEmpty);
    }
}
