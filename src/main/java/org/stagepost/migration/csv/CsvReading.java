package org.stagepost.migration.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stagepost.migration.RejectedRow;
import org.stagepost.migration.UserCsv;
import org.stagepost.migration.UserCsvReader.Expectations;
import org.stagepost.migration.UserRow;
import org.stagepost.migration.input.Fault;
import org.stagepost.migration.input.Findings;
import org.stagepost.migration.input.InputFile;

/** One reading of one file, from the first byte to the result. */
final class CsvReading {
    static final int MOST_ROWS = 50_000;

    private final InputFile file;
    private final Expectations expectations;
    private final Findings findings;
    private final RowCheck rowCheck;
    private final List<UserRow> rows = new ArrayList<>();
    private final List<RejectedRow> rejected = new ArrayList<>();
    private List<String> titles = List.of();
    private char delimiter = ',';

    CsvReading(InputFile file, Expectations expectations) {
        this.file = file;
        this.expectations = expectations;
        this.findings = new Findings(file.path().toString());
        this.rowCheck = new RowCheck(expectations, file.folder());
    }

    UserCsv read() {
        Optional<Fault> fault = file.fault();
        if (fault.isPresent()) {
            findings.file(0, "", fault.get());
        } else {
            readText();
        }
        // No row of an unusable file may run, even if a caller forgets to ask.
        List<UserRow> good = findings.forbidUse() ? List.of() : rows;
        return new UserCsv(file.path(), titles, delimiter, good, rejected, findings.inOrder());
    }

    private void readText() {
        try (BufferedReader text = CsvText.open(file.path())) {
            delimiter = Delimiter.detect(text);
            readLines(new CsvLines(text, delimiter));
        } catch (UnusableTextException e) {
            findings.file(e.line(), "", e.fault());
        } catch (IOException e) {
            findings.file(0, "", InputFile.unreadable());
        }
    }

    private void readLines(CsvLines lines) throws IOException {
        Optional<CsvLine> first = lines.next();
        if (first.isEmpty()) {
            findings.file(0, "", new Fault("is empty", "write a header and one row per user"));
            return;
        }
        first.get().damage().ifPresent(damage -> findings.file(1, "", damage));
        Optional<Header> header = first.get().damage().isPresent()
                ? Optional.empty()
                : new HeaderCheck(expectations, findings).check(first.get().cells());
        if (header.isPresent()) {
            titles = header.get().titles();
            readRows(header.get(), lines);
        }
    }

    private void readRows(Header header, CsvLines lines) throws IOException {
        for (Optional<CsvLine> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (line.get().blank()) {
                continue;
            }
            if (rows.size() + rejected.size() == MOST_ROWS) {
                findings.file(line.get().line(), "", new Fault("more than 50,000 rows", "split the file"));
                return;
            }
            readRow(header, line.get());
        }
        if (rows.isEmpty() && rejected.isEmpty()) {
            findings.file(0, "", new Fault("has no rows", "write one row per user below the header"));
        }
    }

    private void readRow(Header header, CsvLine line) {
        Findings faults = new Findings(file.path().toString());
        Optional<Fault> misshapen = line.damage().or(() -> countFault(header, line));
        misshapen.ifPresent(fault -> faults.row(line.line(), "", fault));
        Optional<UserRow> row =
                misshapen.isPresent() ? Optional.empty() : rowCheck.check(new Cells(header, line, faults));
        if (row.isPresent() && faults.isEmpty()) {
            rows.add(row.get());
            return;
        }
        findings.addAll(faults.inOrder());
        rejected.add(new Rejection(header, file.folder()).of(line, faults.inOrder()));
    }

    private Optional<Fault> countFault(Header header, CsvLine line) {
        int count = line.cells().size();
        int expected = header.titles().size();
        return count == expected
                ? Optional.empty()
                : Optional.of(new Fault(
                        "has " + count + (count == 1 ? " cell" : " cells") + ", the header has " + expected,
                        "an empty value keeps its separator; a value that holds one stands in quotes"));
    }
}
