package org.stagepost.migration;

import java.util.List;
import org.stagepost.model.Finding;

/**
 * What a run was given.
 *
 * @param findings of the job file and of the CSV, none of which stops the run
 */
public record BatchInput(JobFile jobFile, UserCsv csv, List<Finding> findings) {
    public BatchInput {
        findings = List.copyOf(findings);
    }
}
