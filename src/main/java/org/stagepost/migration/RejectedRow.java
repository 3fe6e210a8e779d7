package org.stagepost.migration;

import java.util.List;
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
}
