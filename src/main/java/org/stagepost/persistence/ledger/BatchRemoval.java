package org.stagepost.persistence.ledger;

import java.util.List;
import org.stagepost.model.BatchName;

/** Deletes what the store holds of a batch, in transactions that stay short. */
final class BatchRemoval {
    private static final int USERS_AT_ONCE = 100;
    private static final int EXECUTIONS_AT_ONCE = 1;

    private static final String EXECUTIONS = """
            SELECT DISTINCT P.JOB_EXECUTION_ID FROM BATCH_JOB_EXECUTION_PARAMS P
            WHERE P.PARAMETER_NAME = 'batch' AND P.PARAMETER_VALUE = :batch AND P.IDENTIFYING = 'Y'
            """;

    private final Transactions transactions;

    BatchRemoval(Transactions transactions) {
        this.transactions = transactions;
    }

    void remove(BatchName name) {
        while (transactions.call(session -> removeExecutions(session, name) > 0)) {
            // until none is left
        }
        while (transactions.call(session -> removeUsers(session, name) > 0)) {
            // until none is left
        }
        transactions.run(session -> {
            for (String table :
                    List.of("REJECTED_ROW", "DIRECTORY_CHANGE", "BATCH_SETTING", "BATCH_SCHEDULE", "BATCH_REQUEST")) {
                delete(session, table, name);
            }
            session.sql("DELETE FROM STORED_SECRET WHERE SUBSTRING(SECRET_NAME FROM 1 FOR "
                            + (name.value().length() + 1) + ") = :prefix")
                    .param("prefix", name.value() + "/")
                    .update();
            delete(session, "MIGRATION_BATCH", name);
        });
    }

    private static void delete(Session session, String table, BatchName name) {
        session.sql("DELETE FROM " + table + " WHERE BATCH_NAME = :batch")
                .param("batch", name.value())
                .update();
    }

    private static int removeUsers(Session session, BatchName name) {
        List<Long> users = session.sql("SELECT USER_ID FROM MIGRATION_USER WHERE BATCH_NAME = :batch ORDER BY USER_ID"
                        + " FETCH FIRST " + USERS_AT_ONCE + " ROWS ONLY")
                .param("batch", name.value())
                .query(Long.class)
                .list();
        removeUsers(session, users);
        return users.size();
    }

    /** With what belongs to them. */
    static void removeUsers(Session session, List<Long> users) {
        if (users.isEmpty()) {
            return;
        }
        for (String table : List.of("FOLDER_JOURNAL", "SKIPPED_ITEM", "MIGRATION_USER")) {
            session.sql("DELETE FROM " + table + " WHERE USER_ID IN (:users)")
                    .param("users", users)
                    .update();
        }
    }

    /** The history of runs as Spring Batch has it; an instance goes with its last execution. */
    private static int removeExecutions(Session session, BatchName name) {
        List<Long> executions = session.sql(EXECUTIONS + " FETCH FIRST " + EXECUTIONS_AT_ONCE + " ROWS ONLY")
                .param("batch", name.value())
                .query(Long.class)
                .list();
        executions.forEach(execution -> JobHistory.remove(session, execution));
        return executions.size();
    }
}
