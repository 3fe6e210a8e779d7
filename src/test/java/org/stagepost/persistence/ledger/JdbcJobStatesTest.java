package org.stagepost.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stagepost.persistence.ledger.LedgerRig.BATCH;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.stagepost.migration.JobState;
import org.stagepost.model.BatchName;

@Tag("store")
class JdbcJobStatesTest {
    private final LedgerRig rig;
    private final JobRepository jobs;

    JdbcJobStatesTest(@TempDir Path folder) throws Exception {
        rig = new LedgerRig(folder);
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(rig.store.dataSource());
        factory.setTransactionManager(new JdbcTransactionManager(rig.store.dataSource()));
        factory.afterPropertiesSet();
        jobs = factory.getObject();
    }

    @AfterEach
    void closesTheStore() {
        rig.close();
    }

    @ParameterizedTest
    @CsvSource({
        "STARTING,  UNKNOWN,            STARTING, DEAD",
        "STARTED,   UNKNOWN,            RUNNING,  DEAD",
        "STOPPING,  UNKNOWN,            STOPPING, DEAD",
        "STOPPED,   STOPPED,            STOPPED,  STOPPED",
        "COMPLETED, COMPLETED,          ENDED,    ENDED",
        "FAILED,    SYNCED_WITH_ERRORS, ENDED,    ENDED",
        "FAILED,    FAILED,             FAILED,   FAILED",
        "ABANDONED, FAILED,             FAILED,   FAILED",
        "UNKNOWN,   UNKNOWN,            FAILED,   FAILED"
    })
    void theLastExecutionTells(BatchStatus status, String exitCode, JobState alive, JobState dead) {
        execution("wave-1", 1, status, exitCode);

        assertThat(states(true).of(BATCH)).isEqualTo(alive);
        assertThat(states(false).of(BATCH)).isEqualTo(dead);
    }

    @Test
    void aBatchThatNeverRanHasNoState() {
        execution("wave-2", 1, BatchStatus.STARTED, "UNKNOWN");

        assertThat(states(true).of(BATCH)).isEqualTo(JobState.NONE);
        assertThat(states(true).of(new BatchName("wave-2"))).isEqualTo(JobState.RUNNING);
    }

    @Test
    void theLatestPassAndItsLatestAttemptCount() {
        execution("wave-1", 1, BatchStatus.COMPLETED, "COMPLETED");
        execution("wave-1", 2, BatchStatus.FAILED, "FAILED");
        assertThat(states(true).of(BATCH)).isEqualTo(JobState.FAILED);
        execution("wave-1", 2, BatchStatus.STARTED, "UNKNOWN");
        execution("wave-2", 1, BatchStatus.STOPPED, "STOPPED");

        assertThat(states(true).of(BATCH)).isEqualTo(JobState.RUNNING);
    }

    private JdbcJobStates states(boolean runnerAlive) {
        return new JdbcJobStates(rig.transactions, () -> runnerAlive);
    }

    private void execution(String batch, long pass, BatchStatus status, String exitCode) {
        JobParameters parameters = new JobParametersBuilder()
                .addString(JdbcJobStates.BATCH_PARAMETER, batch)
                .addLong("pass", pass)
                .toJobParameters();
        JobInstance known = jobs.getJobInstance("staged", parameters);
        JobInstance instance = known == null ? jobs.createJobInstance("staged", parameters) : known;
        JobExecution execution = jobs.createJobExecution(instance, parameters, new ExecutionContext());
        execution.setStatus(status);
        execution.setExitStatus(new ExitStatus(exitCode));
        jobs.update(execution);
    }
}
