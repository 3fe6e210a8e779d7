package org.stagepost.migration;

import java.nio.file.Path;
import java.util.List;
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
}
