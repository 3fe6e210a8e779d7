package org.stagepost.persistence.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.stagepost.migration.Lease;
import org.stagepost.migration.PartitionEnding;
import org.stagepost.migration.PartitionLeases;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Release;
import org.stagepost.model.UserId;
import org.stagepost.model.WorkerId;

/** What workers do with the rows of partitions. */
public final class JdbcPartitionLeases implements PartitionLeases {
    /** The row, as long as the lease is good. */
    private static final String HELD =
            " WHERE STEP_EXECUTION_ID = :partition AND STATE = 'TAKEN' AND HOLDER = :holder AND EPOCH = :epoch";

    /** What the worker knows that it holds: it may hold more, whose taking it was never told of. */
    private static final String WORKED_ON =
            " WHERE HOLDER = :holder AND STATE = 'TAKEN' AND STEP_EXECUTION_ID IN (:partitions)";

    private static final String RUNS_OUT = "CURRENT_TIMESTAMP + :seconds * INTERVAL '1' SECOND";

    private final Transactions transactions;
    private final Release release;

    /** @param release of this worker */
    public JdbcPartitionLeases(Transactions transactions, Release release) {
        this.transactions = transactions;
        this.release = release;
    }

    @Override
    public Optional<Lease> take(long partition, long execution, WorkerId worker, Duration time) {
        return transactions.call(session -> {
            int taken = session.sql(
                            "UPDATE PARTITION_LEASE SET STATE = 'TAKEN', HOLDER = :holder, EPOCH = EPOCH + 1, RUNS_OUT = "
                                    + RUNS_OUT
                                    + " WHERE STEP_EXECUTION_ID = :partition AND JOB_EXECUTION_ID = :execution AND STATE = 'OFFERED'"
                                    + " AND STOP_ASKED = FALSE AND MANAGER_FORMAT = :format")
                    .param("holder", worker.value())
                    .param("format", release.format())
                    .param("seconds", (int) time.toSeconds())
                    .param("partition", partition)
                    .param("execution", execution)
                    .update();
            return taken == 0
                    ? Optional.empty()
                    : session.sql(
                                    "SELECT USER_ID, BEGAN, MADE, CURRENT_TIMESTAMP AS AT_PRESENT, EPOCH FROM PARTITION_LEASE"
                                            + " WHERE STEP_EXECUTION_ID = :partition")
                            .param("partition", partition)
                            .query((row, number) -> new Lease(
                                    partition,
                                    execution,
                                    new UserId(row.getLong("USER_ID")),
                                    Columns.time(row, "BEGAN"),
                                    age(Columns.timeOrNull(row, "MADE"), Columns.time(row, "AT_PRESENT")),
                                    worker,
                                    row.getLong("EPOCH")))
                            .optional();
        });
    }

    private static @Nullable Duration age(@Nullable Instant made, Instant now) {
        return made == null ? null : Duration.between(made, now);
    }

    @Override
    public boolean isForOtherVersion(long partition, long execution) {
        return transactions.call(session -> session.sql("SELECT COUNT(*) FROM PARTITION_LEASE"
                                + " WHERE STEP_EXECUTION_ID = :partition AND JOB_EXECUTION_ID = :execution"
                                + " AND STATE = 'OFFERED' AND MANAGER_FORMAT <> :format")
                        .param("partition", partition)
                        .param("execution", execution)
                        .param("format", release.format())
                        .query(Long.class)
                        .single()
                > 0);
    }

    @Override
    public Map<Long, Wishes> renew(WorkerId worker, Collection<Long> partitions, Duration time) {
        return transactions.call(session -> {
            session.sql("UPDATE PARTITION_LEASE SET RUNS_OUT = " + RUNS_OUT + WORKED_ON)
                    .param("seconds", (int) time.toSeconds())
                    .param("holder", worker.value())
                    .param("partitions", partitions)
                    .update();
            return session
                    .sql("SELECT STEP_EXECUTION_ID, EPOCH, STOP_ASKED, SETTINGS FROM PARTITION_LEASE" + WORKED_ON)
                    .param("holder", worker.value())
                    .param("partitions", partitions)
                    .query((row, number) -> Map.entry(
                            row.getLong("STEP_EXECUTION_ID"),
                            new Wishes(row.getLong("EPOCH"), row.getBoolean("STOP_ASKED"), row.getLong("SETTINGS"))))
                    .list()
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        });
    }

    @Override
    public void progressed(WorkerId worker, Collection<Long> partitions) {
        transactions.run(
                session -> session.sql("UPDATE PARTITION_LEASE SET TAKERS = ''" + WORKED_ON + " AND TAKERS <> ''")
                        .param("holder", worker.value())
                        .param("partitions", partitions)
                        .update());
    }

    @Override
    public void opened(WorkerId worker, Collection<Long> partitions) {
        transactions.run(session -> session.sql(
                        "UPDATE PARTITION_LEASE SET REFUSED_BY = ''" + WORKED_ON + " AND REFUSED_BY <> ''")
                .param("holder", worker.value())
                .param("partitions", partitions)
                .update());
    }

    @Override
    public Set<WorkerId> refuse(Lease lease) {
        return transactions.call(session -> {
            of(
                            lease,
                            session.sql("UPDATE PARTITION_LEASE SET REFUSED_BY = REPLACE(REFUSED_BY, HOLDER || ' ', '')"
                                    + " || HOLDER || ' '" + HELD))
                    .update();
            return session
                    .sql("SELECT REFUSED_BY FROM PARTITION_LEASE"
                            + " WHERE JOB_EXECUTION_ID = :execution AND REFUSED_BY <> ''")
                    .param("execution", lease.execution())
                    .query(String.class)
                    .list()
                    .stream()
                    .flatMap(names -> Stream.of(names.strip().split(" ")))
                    .map(WorkerId::new)
                    .filter(worker -> !worker.equals(lease.holder()))
                    .collect(Collectors.toSet());
        });
    }

    @Override
    public boolean end(Lease lease, PartitionEnding ending) {
        MigrationException failure = ending.failure();
        return transactions.call(session -> of(
                                lease,
                                session.sql("UPDATE PARTITION_LEASE SET STATE = 'ENDED', MAILBOX = NULL,"
                                        + " ENDING = :ending, READ_COUNT = :read, WRITE_COUNT = :write,"
                                        + " COMMIT_COUNT = :commit, ROLLBACK_COUNT = :rollback, FAILURE_CODE = :code,"
                                        + " FAILURE_TEXT = :text, WARNINGS = WARNINGS || :warnings" + HELD))
                        .param("ending", ending.end().name())
                        .param("read", ending.counts().read())
                        .param("write", ending.counts().write())
                        .param("commit", ending.counts().commit())
                        .param("rollback", ending.counts().rollback())
                        .param("code", failure == null ? "" : failure.code().name())
                        .param("text", failure == null ? "" : Columns.remark(failure.detail()))
                        .param("warnings", lines(ending.warnings()))
                        .update()
                == 1);
    }

    /** Who lives has let nothing run out, even where the manager thought so. */
    @Override
    public boolean giveBack(Lease lease, Why why, List<String> warnings) {
        return transactions.call(session -> {
            if (why != Why.CANNOT_BE_WORKED_ON) { // which counts each time
                session.sql("UPDATE PARTITION_LEASE SET TAKERS = REPLACE(TAKERS, :name, '')"
                                + " WHERE STEP_EXECUTION_ID = :partition AND TAKERS LIKE '%' || :name || '%'")
                        .param("name", lease.holder().value() + " ")
                        .param("partition", lease.partition())
                        .update();
            }
            session.sql("DELETE FROM PARTITION_LEASE WHERE STEP_EXECUTION_ID = :partition AND STATE = 'REVOKED'"
                            + " AND HOLDER = :holder AND EPOCH = :epoch")
                    .param("partition", lease.partition())
                    .param("holder", lease.holder().value())
                    .param("epoch", lease.epoch())
                    .update();
            return of(
                                    lease,
                                    session.sql("UPDATE PARTITION_LEASE SET STATE = 'OFFERED', " + named(why)
                                            + "HOLDER = '', MAILBOX = NULL, WARNINGS = WARNINGS || :warnings, SENT = "
                                            + (isToldAtOnce(why) ? "NULL" : "CURRENT_TIMESTAMP") + HELD))
                            .param("warnings", lines(warnings))
                            .update()
                    == 1;
        });
    }

    /** Who gives it back is remembered. */
    private static String named(Why why) {
        return why == Why.CANNOT_BE_WORKED_ON ? "TAKERS = TAKERS || HOLDER || ' ', " : "";
    }

    private static boolean isToldAtOnce(Why why) {
        return why == Why.DRAINS || why == Why.NOT_FROM_HERE;
    }

    private static String lines(List<String> warnings) {
        return warnings.stream()
                .map(warning -> Columns.clean(warning).replace('\n', ' ') + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public boolean claim(Lease lease, String mailbox) {
        String name = sha256(mailbox);
        return transactions.call(session -> {
            boolean others = session.sql("SELECT COUNT(*) FROM PARTITION_LEASE"
                                    + " WHERE MAILBOX = :mailbox AND STEP_EXECUTION_ID <> :partition")
                            .param("mailbox", name)
                            .param("partition", lease.partition())
                            .query(Long.class)
                            .single()
                    > 0;
            return !others
                    && of(lease, session.sql("UPDATE PARTITION_LEASE SET MAILBOX = :mailbox" + HELD))
                                    .param("mailbox", name)
                                    .update()
                            == 1;
        });
    }

    /** Keeps the lease from being taken until the transaction ends. @throws MigrationException LEASE_LOST */
    static void require(Session session, Lease lease) {
        boolean held = of(lease, session.sql("SELECT EPOCH FROM PARTITION_LEASE" + HELD + " FOR SHARE"))
                .query(Long.class)
                .optional()
                .isPresent();
        if (!held) {
            throw new MigrationException(
                    FailureCode.LEASE_LOST, "another worker has, or may have, the partition of user " + lease.user());
        }
    }

    private static StatementSpec of(Lease lease, StatementSpec statement) {
        return statement
                .param("partition", lease.partition())
                .param("holder", lease.holder().value())
                .param("epoch", lease.epoch());
    }

    private static String sha256(String mailbox) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(mailbox.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
