package org.stagepost.persistence.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import org.springframework.batch.core.BatchStatus;
import org.stagepost.migration.JobState;
import org.stagepost.migration.JobStates;
import org.stagepost.model.BatchName;

/** Reads what a batch's last job execution is doing from Spring Batch's tables, without starting Spring Batch. */
public final class JdbcJobStates implements JobStates {
    /** The identifying job parameter that holds the batch's name. */
    public static final String BATCH_PARAMETER = "batch";

    /** Exit code of a job that ran to its end and left failed users behind, so that it can be started again. */
    public static final String SYNCED_WITH_ERRORS = "SYNCED_WITH_ERRORS";

    private static final String LAST_EXECUTION = """
            SELECT E.STATUS, E.EXIT_CODE,
                (SELECT COUNT(*) FROM BATCH_STEP_EXECUTION S WHERE S.JOB_EXECUTION_ID = E.JOB_EXECUTION_ID
                    AND S.STEP_NAME = 'waitForStart' AND S.STATUS = 'STARTED') AS WAITS
            FROM BATCH_JOB_EXECUTION E WHERE E.JOB_EXECUTION_ID = (
                SELECT MAX(P.JOB_EXECUTION_ID) FROM BATCH_JOB_EXECUTION_PARAMS P
                WHERE P.PARAMETER_NAME = :parameter AND P.PARAMETER_VALUE = :batch AND P.IDENTIFYING = 'Y')
            """;

    private final Transactions transactions;
    private final BooleanSupplier runnerAlive;

    /** @param runnerAlive false when nobody can be running a batch: what looks like running was left by a dead process */
    public JdbcJobStates(Transactions transactions, BooleanSupplier runnerAlive) {
        this.transactions = transactions;
        this.runnerAlive = runnerAlive;
    }

    @Override
    public JobState of(BatchName batch) {
        return transactions
                .call(session -> session.sql(LAST_EXECUTION)
                        .param("parameter", BATCH_PARAMETER)
                        .param("batch", batch.value())
                        .query((row, number) -> state(row))
                        .optional())
                .orElse(JobState.NONE);
    }

    private JobState state(ResultSet row) throws SQLException {
        return switch (Columns.word(row, "STATUS", BatchStatus.class)) {
            case STARTING -> ifAlive(JobState.STARTING);
            case STARTED -> ifAlive(row.getInt("WAITS") > 0 ? JobState.WAITING : JobState.RUNNING);
            case STOPPING -> ifAlive(JobState.STOPPING);
            case STOPPED -> JobState.STOPPED;
            case COMPLETED -> JobState.ENDED;
            case FAILED -> SYNCED_WITH_ERRORS.equals(row.getString("EXIT_CODE")) ? JobState.ENDED : JobState.FAILED;
            case ABANDONED, UNKNOWN -> JobState.FAILED;
        };
    }

    private JobState ifAlive(JobState state) {
        return runnerAlive.getAsBoolean() ? state : JobState.DEAD;
    }
}
