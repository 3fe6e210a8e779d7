package org.stagepost.persistence.ledger;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** Rows of Spring Batch's tables that nobody needs any more; works inside the caller's transaction. */
final class JobHistory {
    private static final List<String> OF_AN_EXECUTION = List.of(
            "DELETE FROM BATCH_STEP_EXECUTION_CONTEXT WHERE STEP_EXECUTION_ID IN"
                    + " (SELECT S.STEP_EXECUTION_ID FROM BATCH_STEP_EXECUTION S WHERE S.JOB_EXECUTION_ID = :id)",
            "DELETE FROM BATCH_STEP_EXECUTION WHERE JOB_EXECUTION_ID = :id",
            "DELETE FROM BATCH_JOB_EXECUTION_CONTEXT WHERE JOB_EXECUTION_ID = :id",
            "DELETE FROM BATCH_JOB_EXECUTION_PARAMS WHERE JOB_EXECUTION_ID = :id",
            "DELETE FROM BATCH_JOB_EXECUTION WHERE JOB_EXECUTION_ID = :id");

    private static final String ORPHANS = """
            DELETE FROM BATCH_JOB_INSTANCE WHERE JOB_INSTANCE_ID = :instance AND NOT EXISTS
                (SELECT 1 FROM BATCH_JOB_EXECUTION E WHERE E.JOB_INSTANCE_ID = :instance)
            """;

    /** Their times are those of the machine's clock, without a zone. */
    private static final String OUTLIVED = """
            SELECT P.JOB_EXECUTION_ID FROM BATCH_JOB_EXECUTION_PARAMS P
            JOIN BATCH_JOB_EXECUTION E ON E.JOB_EXECUTION_ID = P.JOB_EXECUTION_ID
            WHERE P.PARAMETER_NAME = 'batch' AND P.IDENTIFYING = 'Y' AND E.END_TIME < :before
                AND E.JOB_EXECUTION_ID < (SELECT MAX(L.JOB_EXECUTION_ID) FROM BATCH_JOB_EXECUTION_PARAMS L
                    WHERE L.PARAMETER_NAME = 'batch' AND L.IDENTIFYING = 'Y' AND L.PARAMETER_VALUE = P.PARAMETER_VALUE)
            """;

    private JobHistory() {}

    /** Executions that ended before, and after which the same batch ran again. */
    static List<Long> outlived(Session session, LocalDateTime before) {
        return session.sql(OUTLIVED).param("before", before).query(Long.class).list();
    }

    /** The execution with its steps, and its instance when it has no other. */
    static void remove(Session session, long execution) {
        Optional<Long> instance = session.sql(
                        "SELECT JOB_INSTANCE_ID FROM BATCH_JOB_EXECUTION WHERE JOB_EXECUTION_ID = :id")
                .param("id", execution)
                .query(Long.class)
                .optional();
        OF_AN_EXECUTION.forEach(
                delete -> session.sql(delete).param("id", execution).update());
        instance.ifPresent(id -> session.sql(ORPHANS).param("instance", id).update());
    }
}
