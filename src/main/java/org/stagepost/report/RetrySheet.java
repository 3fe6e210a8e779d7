package org.stagepost.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.RejectedRow;
import org.stagepost.migration.UserRow;

/**
 * The rows to run again, under the header of the batch's CSV. It is input of the program, so cells are verbatim; but a
 * password is only ever a reference.
 */
final class RetrySheet {
    private static final String ADDRESS = "emailaddress";
    private static final String PASSWORD = "password";
    private static final String TARGET_PASSWORD = "targetpassword";

    private final List<String> header;

    private record Row(int line, List<String> cells) {}

    private RetrySheet(List<String> header) {
        this.header = header;
    }

    static Sheet of(BatchReport report) {
        RetrySheet sheet = new RetrySheet(report.csv().header());
        Stream<Row> failed = failed(report).map(user -> new Row(user.row().line(), sheet.cells(user.row())));
        Stream<Row> rejected = report.rejected().stream().map(row -> new Row(row.line(), sheet.cells(row)));
        List<List<String>> rows = Stream.concat(failed, rejected)
                .sorted(Comparator.comparingInt(Row::line))
                .map(Row::cells)
                .toList();
        return new Sheet(sheet.header, rows);
    }

    static boolean hasRows(BatchReport report) {
        return !report.rejected().isEmpty() || failed(report).findAny().isPresent();
    }

    private static Stream<MigrationUser> failed(BatchReport report) {
        return report.users().stream().filter(ErrorLine::isOpen);
    }

    private List<String> cells(UserRow row) {
        return header.stream().map(column -> cell(row, key(column))).toList();
    }

    private static String cell(UserRow row, String column) {
        return switch (column) {
            case PASSWORD -> written(row.password());
            case TARGET_PASSWORD -> written(row.targetPassword());
            default -> row.cell(column);
        };
    }

    /**
     * In a row with more or fewer cells than columns (a comma in an unquoted password does that) nobody can tell which
     * cell holds the password: only its address is kept.
     */
    private List<String> cells(RejectedRow row) {
        boolean fits = row.cells().size() == header.size();
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            String written = fits ? row.cells().get(i) : "";
            cells.add(
                    switch (key(header.get(i))) {
                        case ADDRESS -> row.address();
                        case PASSWORD -> fits ? written(row.password()) : "";
                        case TARGET_PASSWORD -> fits ? written(row.targetPassword()) : "";
                        default -> written;
                    });
        }
        return cells;
    }

    private static String written(SecretReference reference) {
        return switch (reference.scheme()) {
            case ENV, FILE, STORE, PROMPT -> reference.toString();
            case LITERAL, NONE -> "";
        };
    }

    private static String key(String column) {
        return column.toLowerCase(Locale.ROOT);
    }
}
