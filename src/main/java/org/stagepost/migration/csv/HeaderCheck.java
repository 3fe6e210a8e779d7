package org.stagepost.migration.csv;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stagepost.migration.MigrationType;
import org.stagepost.migration.UserCsvReader.Expectations;
import org.stagepost.migration.input.Fault;
import org.stagepost.migration.input.Findings;
import org.stagepost.migration.input.Quoted;
import org.stagepost.model.Nearest;

/** Holds the header line against the columns of the migration type. */
final class HeaderCheck {
    private static final int LINE = 1;

    private final Expectations expectations;
    private final Findings findings;
    private final List<Column> known;

    HeaderCheck(Expectations expectations, Findings findings) {
        this.expectations = expectations;
        this.findings = findings;
        this.known = Column.of(expectations.type());
    }

    /** Empty when rows cannot be told from it at all. */
    Optional<Header> check(List<String> titles) {
        if (!isHeader(titles)) {
            findings.file(LINE, "", noHeader());
            return Optional.empty();
        }
        Header header = new Header(titles, known);
        checkTitles(titles);
        known.stream()
                .filter(column -> new Requirements(expectations).needsInHeader(column) && !header.has(column))
                .forEach(column -> findings.file(
                        LINE, column.title(), new Fault("the column is missing", "add it to the header and each row")));
        return header.has(Column.EMAIL_ADDRESS) ? Optional.of(header) : Optional.empty();
    }

    private static boolean isHeader(List<String> titles) {
        return titles.stream().anyMatch(title -> Column.named(title.strip()).isPresent())
                && titles.stream().noneMatch(title -> title.contains("@"));
    }

    /** Quotes nothing: a file without header begins with a row, and a row holds passwords. */
    private Fault noHeader() {
        String columns = Column.titles(expectations.type()).collect(Collectors.joining(","));
        return new Fault("the first line is no header", "begin the file with " + columns);
    }

    private void checkTitles(List<String> titles) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < titles.size(); i++) {
            String title = titles.get(i);
            Integer twin = title.isEmpty() ? null : seen.putIfAbsent(title.toLowerCase(Locale.ROOT), i + 1);
            if (twin != null) {
                String place = "columns " + twin + " and " + (i + 1);
                findings.file(LINE, "", new Fault(place + " have the same name", "remove one"));
            } else {
                checkTitle(title, i + 1);
            }
        }
    }

    private void checkTitle(String title, int number) {
        Optional<Column> column = Column.named(title).filter(known::contains);
        if (column.isEmpty()) {
            reportUnknown(title, number);
        } else if (!column.get().title().equals(title)) {
            String written = column.get().title();
            findings.warning(LINE, "", new Fault(Quoted.of(title) + " is taken for " + written, "write " + written));
        }
    }

    private void reportUnknown(String title, int number) {
        String what = "column " + number + " " + what(title);
        if (expectations.allowUnknownColumns()) {
            findings.warning(LINE, "", new Fault(what + " and not looked at", Nearest.advice(title.strip(), titles())));
        } else {
            findings.file(LINE, "", new Fault(what, remedy(title)));
        }
    }

    /** Quotes only what is near a column's name: where a line break got lost, passwords follow in the header line. */
    private String what(String title) {
        Optional<String> owner = Arrays.stream(MigrationType.values())
                .filter(type -> Column.titles(type).anyMatch(title::equalsIgnoreCase))
                .map(MigrationType::word)
                .findFirst();
        if (owner.isPresent()) {
            return Quoted.of(title) + " is for " + owner.get() + " migrations";
        }
        String shown = Nearest.to(title.strip(), titles()).isPresent() ? Quoted.of(title) + " " : "";
        return shown + (title.isBlank() ? "has no name" : "is unknown");
    }

    private String remedy(String title) {
        String tolerate = "remove it or set allowUnknownColumns: true";
        return Nearest.to(title.strip(), titles())
                .map(near -> "write " + near + "; or " + tolerate)
                .orElse(tolerate);
    }

    private List<String> titles() {
        return known.stream().map(Column::title).toList();
    }
}
