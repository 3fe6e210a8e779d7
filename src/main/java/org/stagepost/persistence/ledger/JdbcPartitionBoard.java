package org.stagepost.persistence.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.stagepost.migration.PartitionBoard;
import org.stagepost.migration.PartitionEnding;
import org.stagepost.migration.PartitionEnding.Counts;
import org.stagepost.migration.PartitionEnding.End;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Release;
import org.stagepost.model.UserId;
import org.stagepost.model.WorkerId;

/** What the manager does with the rows of partitions. */
public final class JdbcPartitionBoard implements PartitionBoard {
    /** Nobody holds it, and workers have been told of it once: in these words an index knows those rows. */
    private static final String TOLD = " AND STATE = 'OFFERED' AND (SENT IS NOT NULL OR EPOCH > 0)";

    private final Transactions transactions;
    private final Release release;

    /** @param release of this manager: workers of others that write in another way do not take what it offers */
    public JdbcPartitionBoard(Transactions transactions, Release release) {
        this.transactions = transactions;
        this.release = release;
    }

    @Override
    public void offer(long execution, Instant began, Map<Long, UserId> partitions) {
        transactions.run(session -> session.each(
                "INSERT INTO PARTITION_LEASE (STEP_EXECUTION_ID, JOB_EXECUTION_ID, USER_ID, BEGAN, STATE, MANAGER_FORMAT)"
                        + " VALUES (:partition, :execution, :user, :began, 'OFFERED', :format)",
                partitions.entrySet().stream()
                        .map(one -> new MapSqlParameterSource("partition", one.getKey())
                                .addValue("execution", execution)
                                .addValue("began", Columns.time(began))
                                .addValue("format", release.format())
                                .addValue("user", one.getValue().value()))
                        .toList()));
    }

    @Override
    public void made(Map<Long, Duration> ages) {
        transactions.run(session -> session.each(
                "UPDATE PARTITION_LEASE SET MADE = CURRENT_TIMESTAMP - :seconds * INTERVAL '1' SECOND"
                        + " WHERE STEP_EXECUTION_ID = :partition",
                ages.entrySet().stream()
                        .map(one -> new MapSqlParameterSource("partition", one.getKey())
                                .addValue("seconds", (int) one.getValue().toSeconds()))
                        .toList()));
    }

    @Override
    public void sent(Collection<Long> partitions) {
        transactions.run(session -> session.each(
                "UPDATE PARTITION_LEASE SET SENT = CURRENT_TIMESTAMP WHERE STEP_EXECUTION_ID = :partition",
                rows(partitions)));
    }

    @Override
    public Map<Long, Ended> ended(long execution) {
        return transactions.call(session -> session
                .sql("SELECT * FROM PARTITION_LEASE WHERE JOB_EXECUTION_ID = :execution AND STATE = 'ENDED'")
                .param("execution", execution)
                .query((row, number) -> Map.entry(
                        row.getLong("STEP_EXECUTION_ID"),
                        new Ended(new WorkerId(Columns.text(row, "HOLDER")), ending(row))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public void forget(Collection<Long> partitions) {
        if (!partitions.isEmpty()) {
            transactions.run(session ->
                    session.each("DELETE FROM PARTITION_LEASE WHERE STEP_EXECUTION_ID = :partition", rows(partitions)));
        }
    }

    @Override
    public long left(long execution) {
        return transactions.call(
                session -> session.sql("SELECT COUNT(*) FROM PARTITION_LEASE WHERE JOB_EXECUTION_ID = :execution")
                        .param("execution", execution)
                        .query(Long.class)
                        .single());
    }

    @Override
    public List<Long> lapsed(long execution, Duration unanswered) {
        return transactions.call(session -> {
            session.sql(
                            "UPDATE PARTITION_LEASE SET STATE = 'OFFERED', TAKERS = TAKERS || HOLDER || ' ', HOLDER = '',"
                                    + " MAILBOX = NULL, SENT = NULL"
                                    + " WHERE JOB_EXECUTION_ID = :execution AND STATE = 'TAKEN' AND RUNS_OUT < CURRENT_TIMESTAMP")
                    .param("execution", execution)
                    .update();
            return session.sql("SELECT STEP_EXECUTION_ID FROM PARTITION_LEASE WHERE JOB_EXECUTION_ID = :execution"
                            + TOLD + " AND (SENT IS NULL OR SENT < CURRENT_TIMESTAMP - :seconds * INTERVAL '1' SECOND)"
                            + " ORDER BY STEP_EXECUTION_ID")
                    .param("execution", execution)
                    .param("seconds", (int) unanswered.toSeconds())
                    .query(Long.class)
                    .list();
        });
    }

    @Override
    public List<Poisoned> poisoned(long execution, int takers) {
        return transactions.call(session -> session
                .sql("SELECT STEP_EXECUTION_ID, USER_ID, TAKERS FROM PARTITION_LEASE"
                        + " WHERE JOB_EXECUTION_ID = :execution" + TOLD + " AND TAKERS <> ''")
                .param("execution", execution)
                .query((row, number) -> new Poisoned(
                        row.getLong("STEP_EXECUTION_ID"),
                        new UserId(row.getLong("USER_ID")),
                        takers(Columns.text(row, "TAKERS"))))
                .list()
                .stream()
                .filter(one -> one.takers().size() >= takers)
                .toList());
    }

    @Override
    public boolean withdraw(long partition) {
        return transactions.call(session -> session.sql("DELETE FROM PARTITION_LEASE"
                                + " WHERE STEP_EXECUTION_ID = :partition AND STATE = 'OFFERED'")
                        .param("partition", partition)
                        .update()
                == 1);
    }

    @Override
    public List<Long> withdrawAll(long execution) {
        return transactions.call(session -> session.sql("DELETE FROM PARTITION_LEASE"
                        + " WHERE JOB_EXECUTION_ID = :execution AND STATE = 'OFFERED' RETURNING STEP_EXECUTION_ID")
                .param("execution", execution)
                .query(Long.class)
                .list());
    }

    @Override
    public void askToStop(long execution) {
        change("STOP_ASKED = TRUE", execution);
    }

    @Override
    public void askToStop(long execution, UserId user) {
        transactions.run(session -> session.sql("UPDATE PARTITION_LEASE SET STOP_ASKED = TRUE"
                        + " WHERE JOB_EXECUTION_ID = :execution AND USER_ID = :user")
                .param("execution", execution)
                .param("user", user.value())
                .update());
    }

    @Override
    public void settingsChanged(long execution) {
        change("SETTINGS = SETTINGS + 1", execution);
    }

    private void change(String set, long execution) {
        transactions.run(
                session -> session.sql("UPDATE PARTITION_LEASE SET " + set + " WHERE JOB_EXECUTION_ID = :execution")
                        .param("execution", execution)
                        .update());
    }

    @Override
    public Duration revoke(Collection<Long> executions) {
        if (executions.isEmpty()) {
            return Duration.ZERO;
        }
        return transactions.call(session -> {
            session.sql("UPDATE PARTITION_LEASE SET STATE = 'REVOKED'"
                            + " WHERE JOB_EXECUTION_ID IN (:executions) AND STATE = 'TAKEN'")
                    .param("executions", executions)
                    .update();
            session.sql(
                            "DELETE FROM PARTITION_LEASE WHERE JOB_EXECUTION_ID IN (:executions)"
                                    + " AND (STATE IN ('OFFERED', 'ENDED') OR STATE = 'REVOKED' AND RUNS_OUT < CURRENT_TIMESTAMP)")
                    .param("executions", executions)
                    .update();
            return session
                    .sql("SELECT RUNS_OUT, CURRENT_TIMESTAMP AS AT_PRESENT FROM PARTITION_LEASE"
                            + " WHERE JOB_EXECUTION_ID IN (:executions)")
                    .param("executions", executions)
                    .query((row, number) ->
                            Duration.between(Columns.time(row, "AT_PRESENT"), Columns.time(row, "RUNS_OUT")))
                    .list()
                    .stream()
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
        });
    }

    private static List<MapSqlParameterSource> rows(Collection<Long> partitions) {
        return partitions.stream()
                .map(partition -> new MapSqlParameterSource("partition", partition))
                .toList();
    }

    private static List<WorkerId> takers(String names) {
        return Stream.of(names.strip().split(" ")).map(WorkerId::new).toList();
    }

    private static PartitionEnding ending(ResultSet row) throws SQLException {
        Counts counts = new Counts(
                row.getLong("READ_COUNT"),
                row.getLong("WRITE_COUNT"),
                row.getLong("COMMIT_COUNT"),
                row.getLong("ROLLBACK_COUNT"));
        return new PartitionEnding(
                Columns.word(row, "ENDING", End.class),
                counts,
                failure(row),
                Columns.text(row, "WARNINGS").lines().toList());
    }

    private static @Nullable MigrationException failure(ResultSet row) throws SQLException {
        return Columns.text(row, "FAILURE_CODE").isEmpty()
                ? null
                : new MigrationException(
                        Columns.word(row, "FAILURE_CODE", FailureCode.class), Columns.text(row, "FAILURE_TEXT"));
    }
}
