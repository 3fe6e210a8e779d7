package org.stagepost.migration.csv;

import java.util.Optional;
import org.stagepost.migration.input.Fault;
import org.stagepost.migration.input.Findings;

/** The cells of one row by column, and the rules that hold for every value. */
final class Cells {
    private final Header header;
    private final CsvLine line;
    private final Findings findings;

    /** @param line has as many cells as the header */
    Cells(Header header, CsvLine line, Findings findings) {
        this.header = header;
        this.line = line;
        this.findings = findings;
    }

    /** The value; empty when the cell is blank, when the file lacks the column, and when the value is reported. */
    String text(Column column) {
        String value = raw(column);
        Optional<Fault> fault = fault(value);
        fault.ifPresent(found -> report(column, found));
        return fault.isPresent() ? "" : value;
    }

    /** Where the header lacks a column, that is reported once, and not for every row. */
    boolean has(Column column) {
        return header.has(column);
    }

    /** The cell as written, whatever it holds. */
    String raw(Column column) {
        return header.position(column).map(line.cells()::get).orElse("");
    }

    int line() {
        return line.line();
    }

    void report(Column column, Fault fault) {
        findings.row(line.line(), column.title(), fault);
    }

    private static Optional<Fault> fault(String value) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (isBlank(value.codePointAt(0)) || isBlank(value.codePointBefore(value.length()))) {
            return Optional.of(new Fault("the value has blanks around it", "remove them"));
        }
        return value.chars().anyMatch(Character::isISOControl)
                ? Optional.of(new Fault("the value holds a line break or another control character", "remove it"))
                : Optional.empty();
    }

    /** No-break and zero-width ones included: they come with values copied from web pages. */
    private static boolean isBlank(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT;
    }
}
