package org.stagepost.job;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.UserCsv;
import org.stagepost.migration.UserLedger;
import org.stagepost.migration.UserRow;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;

/** What surrounds the import of the rows: rows that went or were left out, and users that have another chance. */
final class ImportFrame implements StepExecutionListener {
    private final RunState run;
    private final UserLedger ledger;

    ImportFrame(RunState run, UserLedger ledger) {
        this.run = run;
        this.ledger = ledger;
    }

    @Override
    public void beforeStep(StepExecution step) {
        run.listener().stepStarted(step.getStepName());
    }

    @Override
    public ExitStatus afterStep(StepExecution step) {
        BatchName batch = run.jobFile().name();
        UserCsv csv = run.csv();
        Set<EmailAddress> addresses = csv.rows().stream().map(UserRow::address).collect(Collectors.toSet());
        ledger.keepOnly(batch, addresses);
        ledger.replaceRejected(batch, csv.rejected());
        ledger.requeue(batch);
        run.listener().imported(csv.rows().size(), pending(batch), csv.findings());
        return step.getExitStatus();
    }

    private int pending(BatchName batch) {
        return (int) ledger.users(batch).stream()
                .filter(user -> user.status() != MigrationUserStatus.SYNCED
                        || user.progress().syncedPass() < run.pass().value())
                .count();
    }
}
