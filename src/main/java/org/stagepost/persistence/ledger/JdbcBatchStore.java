package org.stagepost.persistence.ledger;

import static org.stagepost.persistence.ledger.Columns.text;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.stagepost.migration.BatchStore;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationBatch.Life;
import org.stagepost.migration.MigrationBatch.Mark;
import org.stagepost.migration.MigrationType;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.PassNumber;

/** Batches in the store. */
public final class JdbcBatchStore implements BatchStore {
    private static final String UPDATE = """
            UPDATE MIGRATION_BATCH SET MIGRATION_TYPE = :type, JOB_FILE = :jobFile, SOURCE_ENDPOINT = :source,
                SOURCE_SERVER = :server, TARGET_ENDPOINT = :target, NOTIFIED = :notified, CREATED_BY = :createdBy, CREATE_TIME = :createTime
            WHERE BATCH_NAME = :name
            """;
    private static final String INSERT = """
            INSERT INTO MIGRATION_BATCH (BATCH_NAME, MIGRATION_TYPE, JOB_FILE, SOURCE_ENDPOINT, SOURCE_SERVER,
                TARGET_ENDPOINT, NOTIFIED, CREATED_BY, CREATE_TIME, PASS_NUMBER)
            VALUES (:name, :type, :jobFile, :source, :server, :target, :notified, :createdBy, :createTime, :pass)
            """;
    private static final String BEGIN = """
            UPDATE MIGRATION_BATCH SET PASS_NUMBER = :pass, START_TIME = :startTime, COMPLETING = :completing, OUTCOME = '',
                DRAINING = FALSE, INTERRUPTED = FALSE
            WHERE BATCH_NAME = :name AND REMOVING = FALSE
            """;

    /** Each is a column of its name. */
    private static final Set<Mark> STORED = EnumSet.of(Mark.COMPLETING, Mark.REMOVING, Mark.DRAINING, Mark.INTERRUPTED);

    private final Transactions transactions;

    public JdbcBatchStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<MigrationBatch> find(BatchName name) {
        return transactions.call(session -> session.sql("SELECT * FROM MIGRATION_BATCH WHERE BATCH_NAME = :name")
                .param("name", name.value())
                .query((row, number) -> batch(row))
                .optional());
    }

    @Override
    public List<MigrationBatch> list() {
        return transactions.call(session -> session.sql("SELECT * FROM MIGRATION_BATCH ORDER BY BATCH_NAME")
                .query((row, number) -> batch(row))
                .list());
    }

    @Override
    public void save(MigrationBatch batch) {
        transactions.run(session -> session.upsert(UPDATE, INSERT, parameters(batch)));
    }

    @Override
    public void forgetRuns(Instant endedBefore) {
        LocalDateTime before = LocalDateTime.ofInstant(endedBefore, ZoneId.systemDefault());
        transactions
                .call(session -> JobHistory.outlived(session, before))
                .forEach(execution -> transactions.run(session -> JobHistory.remove(session, execution)));
    }

    @Override
    public void refresh(MigrationBatch batch) {
        transactions.run(
                session -> session.sql(UPDATE).paramSource(parameters(batch)).update());
    }

    @Override
    public void begin(BatchName name, Life life) {
        int begun = transactions.call(session -> session.sql(BEGIN)
                .param("name", name.value())
                .param("pass", life.pass().value())
                .param("startTime", Columns.time(Objects.requireNonNull(life.startTime())))
                .param("completing", life.is(Mark.COMPLETING))
                .update());
        if (begun == 0) {
            throw new MigrationException(
                    FailureCode.BATCH_NOT_READY,
                    "batch " + name + " is being removed, or is gone: finish it with batch remove " + name);
        }
    }

    @Override
    public void mark(BatchName name, Mark mark, boolean set) {
        if (!STORED.contains(mark)) {
            throw new IllegalArgumentException(mark + " is not stored");
        }
        transactions.run(
                session -> session.sql("UPDATE MIGRATION_BATCH SET " + mark.name() + " = :set WHERE BATCH_NAME = :name")
                        .param("set", set)
                        .param("name", name.value())
                        .update());
    }

    @Override
    public void remove(BatchName name) {
        mark(name, Mark.REMOVING, true);
        new BatchRemoval(transactions).remove(name);
    }

    @Override
    public void ended(BatchName name, String outcome) {
        transactions.run(session -> session.sql(
                        "UPDATE MIGRATION_BATCH SET OUTCOME = :outcome, DRAINING = FALSE WHERE BATCH_NAME = :name")
                .param("outcome", Columns.remark(outcome))
                .param("name", name.value())
                .update());
    }

    private static MapSqlParameterSource parameters(MigrationBatch batch) {
        String notified = batch.notified().stream().map(EmailAddress::value).collect(Collectors.joining(" "));
        return new MapSqlParameterSource("name", batch.name().value())
                .addValue("type", batch.type().name())
                .addValue("jobFile", batch.jobFile().toString())
                .addValue("source", batch.sourceEndpoint())
                .addValue("server", batch.sourceServer())
                .addValue("target", batch.targetEndpoint())
                .addValue("notified", notified)
                .addValue("createdBy", batch.createdBy())
                .addValue("createTime", Columns.time(batch.createTime()))
                .addValue("pass", batch.pass().value());
    }

    /** What a newer version, or somebody's hand, wrote into one row must not hide the other batches. */
    private static MigrationBatch batch(ResultSet row) throws SQLException {
        try {
            return readable(row);
        } catch (IllegalArgumentException | MigrationException e) {
            String damage = "Its row in the store cannot be read: " + e.getMessage();
            Life life = new Life(PassNumber.INITIAL, null, Set.of(Mark.UNREADABLE), damage);
            return new MigrationBatch(
                    new BatchName(text(row, "BATCH_NAME")),
                    MigrationType.IMAP,
                    Path.of(""),
                    "",
                    "",
                    "",
                    List.of(),
                    "",
                    Instant.EPOCH,
                    life);
        }
    }

    private static MigrationBatch readable(ResultSet row) throws SQLException {
        List<EmailAddress> notified = Arrays.stream(text(row, "NOTIFIED").split(" ", -1))
                .filter(address -> !address.isEmpty())
                .map(EmailAddress::new)
                .toList();
        return new MigrationBatch(
                new BatchName(text(row, "BATCH_NAME")),
                Columns.word(row, "MIGRATION_TYPE", MigrationType.class),
                Path.of(text(row, "JOB_FILE")),
                text(row, "SOURCE_ENDPOINT"),
                text(row, "SOURCE_SERVER"),
                text(row, "TARGET_ENDPOINT"),
                notified,
                text(row, "CREATED_BY"),
                Columns.time(row, "CREATE_TIME"),
                new Life(
                        new PassNumber(row.getInt("PASS_NUMBER")),
                        Columns.timeOrNull(row, "START_TIME"),
                        marks(row),
                        text(row, "OUTCOME")));
    }

    private static Set<Mark> marks(ResultSet row) throws SQLException {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        for (Mark mark : STORED) {
            if (row.getBoolean(mark.name())) {
                marks.add(mark);
            }
        }
        return marks;
    }
}
