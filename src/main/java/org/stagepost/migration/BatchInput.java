package org.stagepost.migration;

import java.util.List;
import java.util.Map;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.Finding;

/**
 * What a run was given.
 *
 * @param findings of the job file and of the CSV, none of which stops the run
 * @param adopted users who come with their journals from another batch
 */
public record BatchInput(JobFile jobFile, UserCsv csv, List<Finding> findings, Map<EmailAddress, BatchName> adopted) {
    public BatchInput {
        findings = List.copyOf(findings);
        adopted = Map.copyOf(adopted);
    }

    /** The same with other settings. */
    public BatchInput with(JobFile changed) {
        return new BatchInput(changed, csv, findings, adopted);
    }
}
