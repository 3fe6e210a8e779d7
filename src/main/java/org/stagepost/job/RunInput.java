package org.stagepost.job;

import java.util.List;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.UserCsv;
import org.stagepost.model.Finding;

/**
 * What a run was given.
 *
 * @param findings of the job file and of the CSV, none of which stops the run
 */
record RunInput(JobFile jobFile, UserCsv csv, List<Finding> findings) {
    RunInput {
        findings = List.copyOf(findings);
    }
}
