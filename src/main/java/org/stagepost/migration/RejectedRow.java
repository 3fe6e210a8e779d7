package org.stagepost.migration;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stagepost.credential.SecretReference;
import org.stagepost.model.Finding;

/**
 * A row that was left out.
 *
 * @param address the EmailAddress cell as written, empty if there is none
 * @param cells the row's cells as written, in header order, for retry.csv; password cells are blank here. Where cells
 *     are missing or too many, only those before the first password column are kept; none where a quote goes wrong
 * @param password the Password cell, NONE if blank, not there, or not to be told from other cells
 * @param targetPassword the TargetPassword cell, likewise
 */
public record RejectedRow(
        int line,
        String address,
        List<String> cells,
        SecretReference password,
        SecretReference targetPassword,
        List<Finding> findings) {
    public RejectedRow {
        cells = List.copyOf(cells);
        findings = List.copyOf(findings);
    }

    /** A row that is good by itself. @param header the columns of its cells */
    public static RejectedRow of(UserRow row, List<String> header, Finding finding) {
        return new RejectedRow(
                row.line(),
                row.address().value(),
                header.stream().map(row::cell).toList(),
                row.password(),
                row.targetPassword(),
                List.of(finding));
    }

    /**
     * The row as it would stand under other columns; no cells are kept where their columns cannot be told.
     *
     * @param mine the columns of the row's file
     * @param other columns that include all of these, in any order and case
     */
    RejectedRow under(List<String> mine, List<String> other) {
        if (mine.equals(other)) {
            return this;
        }
        Map<String, String> written = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < mine.size() && cells.size() == mine.size(); i++) {
            written.put(mine.get(i), cells.get(i));
        }
        List<String> moved = written.isEmpty()
                ? List.of()
                : other.stream().map(column -> written.getOrDefault(column, "")).toList();
        return new RejectedRow(line, address, moved, password, targetPassword, findings);
    }
}
