package org.stagepost.migration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.Finding;

/**
 * A CSV file as read and checked.
 *
 * @param header the columns as written
 * @param delimiter comma, semicolon or tab
 * @param rows the good ones; none when the file as a whole cannot be used
 * @param findings all faults, in the order of their lines
 */
public record UserCsv(
        Path file,
        List<String> header,
        char delimiter,
        List<UserRow> rows,
        List<RejectedRow> rejected,
        List<Finding> findings) {
    public UserCsv {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
        rejected = List.copyOf(rejected);
        findings = List.copyOf(findings);
    }

    /** False when the file as a whole cannot be used: no row may run. */
    public boolean usable() {
        return findings.stream().noneMatch(finding -> finding.severity() == Finding.Severity.FILE);
    }

    /** The same file with other rows in use. */
    public UserCsv with(List<UserRow> used, List<RejectedRow> leftOut) {
        return new UserCsv(file, header, delimiter, used, leftOut, findings);
    }

    /**
     * Several files as one, with the columns of all of them. A row whose address stands in an earlier file is left out,
     * with a finding.
     */
    static UserCsv joined(List<UserCsv> parts) {
        UserCsv first = parts.get(0);
        List<String> header = columns(parts);
        Map<EmailAddress, Path> seen = new HashMap<>();
        List<UserRow> rows = new ArrayList<>();
        List<RejectedRow> rejected = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (UserCsv part : parts) {
            part.rejected().forEach(row -> rejected.add(row.under(part.header(), header)));
            findings.addAll(part.findings());
            for (UserRow row : part.rows()) {
                Path before = seen.putIfAbsent(row.address(), part.file());
                if (before == null) {
                    rows.add(row);
                } else {
                    findings.add(twin(row, part.file(), before));
                }
            }
        }
        return new UserCsv(first.file(), header, first.delimiter(), rows, rejected, findings);
    }

    /** Of all parts, each once, however it is written. */
    private static List<String> columns(List<UserCsv> parts) {
        Map<String, String> columns = new LinkedHashMap<>();
        parts.stream()
                .flatMap(part -> part.header().stream())
                .forEach(column -> columns.putIfAbsent(column.toLowerCase(Locale.ROOT), column));
        return List.copyOf(columns.values());
    }

    private static Finding twin(UserRow row, Path file, Path before) {
        return new Finding(
                Finding.Severity.WARNING,
                file.toString(),
                row.line(),
                "EmailAddress",
                row.address() + " is in " + before + " already",
                "the row there counts");
    }
}
