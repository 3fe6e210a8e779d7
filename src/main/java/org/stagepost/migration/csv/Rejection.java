package org.stagepost.migration.csv;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.RejectedRow;
import org.stagepost.migration.input.PasswordText;
import org.stagepost.model.Finding;

/** What is kept of a row that is left out: enough to run it again, and no password in sight. */
record Rejection(Header header, Path folder) {
    RejectedRow of(CsvLine line, List<Finding> findings) {
        List<String> cells = IntStream.range(0, line.cells().size())
                .mapToObj(i -> header.mayShow(i, line) ? line.cells().get(i) : "")
                .toList();
        String address = header.position(Column.EMAIL_ADDRESS)
                .filter(position -> position < cells.size())
                .map(cells::get)
                .orElse("");
        return new RejectedRow(
                line.line(),
                address,
                cells,
                password(line, Column.PASSWORD),
                password(line, Column.TARGET_PASSWORD),
                findings);
    }

    /** NONE where cells are missing or too many: another cell might be taken for it. */
    private SecretReference password(CsvLine line, Column column) {
        return header.position(column)
                .filter(position -> header.fits(line))
                .map(position -> new PasswordText(line.cells().get(position), folder).reference())
                .orElseGet(SecretReference::none);
    }
}
