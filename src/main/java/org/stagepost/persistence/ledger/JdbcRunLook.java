package org.stagepost.persistence.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.stagepost.migration.JobState;
import org.stagepost.migration.JobStates;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.RunLook;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.UserId;

/** Reads what a run writes into the ledgers; the journals of active users only. */
public final class JdbcRunLook implements RunLook {
    /** A folder that is partly through says better than one that was only seen where the copy is. */
    private static final String ACTIVE = """
            SELECT USER_ID, ADDRESS, SUM(IN_SOURCE) AS IN_SOURCE, SUM(DONE) AS DONE, SUM(BYTES_COPIED) AS BYTES_COPIED,
                COALESCE(MIN(CASE WHEN DONE > 0 AND DONE < IN_SOURCE THEN SOURCE_FOLDER END),
                    MIN(CASE WHEN DONE < IN_SOURCE THEN SOURCE_FOLDER END), '') AS FOLDER, COALESCE(MIN(HOLDER), '') AS HOLDER
            FROM (
                SELECT U.USER_ID, U.ADDRESS, J.SOURCE_FOLDER, COALESCE(J.ITEMS_IN_SOURCE, 0) AS IN_SOURCE,
                    COALESCE(J.ITEMS_COPIED + J.ITEMS_ADOPTED + J.ITEMS_SKIPPED + J.ITEMS_VANISHED + J.ITEMS_LABELLED, 0)
                        AS DONE,
                    COALESCE(J.BYTES_COPIED, 0) AS BYTES_COPIED, L.HOLDER
                FROM MIGRATION_USER U LEFT JOIN FOLDER_JOURNAL J ON J.USER_ID = U.USER_ID
                    LEFT JOIN PARTITION_LEASE L ON L.USER_ID = U.USER_ID AND L.HOLDER > '' AND L.STATE = 'TAKEN'
                WHERE U.BATCH_NAME = :batch AND U.IN_BATCH = TRUE AND U.USER_STATUS IN (:active)
            ) AS FOLDERS
            GROUP BY USER_ID, ADDRESS ORDER BY USER_ID
            """;

    private static final String FAILED = """
            SELECT USER_ID, ADDRESS, USER_STATUS, FAILURE_CODE, FAILURE_MESSAGE, FAILURE_LAST_SEEN FROM MIGRATION_USER
            WHERE BATCH_NAME = :batch AND IN_BATCH = TRUE AND USER_STATUS IN (:failed) AND FAILURE_LAST_SEEN > :moment
            ORDER BY FAILURE_LAST_SEEN, USER_ID
            """;

    private final Transactions transactions;
    private final JobStates jobs;

    public JdbcRunLook(Transactions transactions, JobStates jobs) {
        this.transactions = transactions;
        this.jobs = jobs;
    }

    @Override
    public JobState state(BatchName batch) {
        return jobs.of(batch);
    }

    @Override
    public List<ActiveMailbox> active(BatchName batch) {
        return transactions.call(session -> session.sql(ACTIVE)
                .param("batch", batch.value())
                .param("active", words(MigrationUserStatus::isActive))
                .query((row, number) -> active(row))
                .list());
    }

    private static List<String> words(Predicate<MigrationUserStatus> which) {
        return Arrays.stream(MigrationUserStatus.values())
                .filter(which)
                .map(Enum::name)
                .toList();
    }

    private static ActiveMailbox active(ResultSet row) throws SQLException {
        return new ActiveMailbox(
                new UserId(row.getLong("USER_ID")),
                new EmailAddress(Columns.text(row, "ADDRESS")),
                row.getLong("IN_SOURCE"),
                row.getLong("DONE"),
                row.getLong("BYTES_COPIED"),
                Columns.text(row, "FOLDER"),
                Columns.text(row, "HOLDER"));
    }

    @Override
    public List<FailedUser> failedSince(BatchName batch, Instant moment) {
        return transactions.call(session -> session.sql(FAILED)
                .param("batch", batch.value())
                .param("failed", words(MigrationUserStatus::isFailed))
                .param("moment", Columns.time(moment))
                .query((row, number) -> failed(row))
                .list());
    }

    private static FailedUser failed(ResultSet row) throws SQLException {
        return new FailedUser(
                new UserId(row.getLong("USER_ID")),
                new EmailAddress(Columns.text(row, "ADDRESS")),
                Columns.word(row, "USER_STATUS", MigrationUserStatus.class),
                Columns.word(row, "FAILURE_CODE", FailureCode.class),
                Columns.text(row, "FAILURE_MESSAGE"),
                Columns.time(row, "FAILURE_LAST_SEEN"));
    }
}
