package org.stagepost.persistence.ledger;

import static org.stagepost.persistence.ledger.Columns.text;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.stagepost.migration.BatchStore;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationBatch.Life;
import org.stagepost.migration.MigrationType;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.PassNumber;

/** Batches in the store. */
public final class JdbcBatchStore implements BatchStore {
    private static final String UPDATE = """
            UPDATE MIGRATION_BATCH SET MIGRATION_TYPE = :type, JOB_FILE = :jobFile, SOURCE_ENDPOINT = :source,
                TARGET_ENDPOINT = :target, NOTIFIED = :notified, CREATED_BY = :createdBy, CREATE_TIME = :createTime,
                PASS_NUMBER = :pass, START_TIME = :startTime, COMPLETING = :completing, REMOVING = :removing,
                OUTCOME = :outcome
            WHERE BATCH_NAME = :name
            """;
    private static final String INSERT = """
            INSERT INTO MIGRATION_BATCH (BATCH_NAME, MIGRATION_TYPE, JOB_FILE, SOURCE_ENDPOINT, TARGET_ENDPOINT, NOTIFIED,
                CREATED_BY, CREATE_TIME, PASS_NUMBER, START_TIME, COMPLETING, REMOVING,
                OUTCOME)
            VALUES (:name, :type, :jobFile, :source, :target, :notified, :createdBy, :createTime, :pass, :startTime, :completing,
                :removing, :outcome)
            """;

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
    public void remove(BatchName name) {
        find(name).ifPresent(batch -> save(batch.with(batch.life().removed())));
        new BatchRemoval(transactions).remove(name);
    }

    @Override
    public void ended(BatchName name, String outcome) {
        transactions.run(
                session -> session.sql("UPDATE MIGRATION_BATCH SET OUTCOME = :outcome WHERE BATCH_NAME = :name")
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
                .addValue("target", batch.targetEndpoint())
                .addValue("notified", notified)
                .addValue("createdBy", batch.createdBy())
                .addValue("createTime", Columns.time(batch.createTime()))
                .addValue("pass", batch.pass().value())
                .addValue("startTime", batch.startTime().map(Columns::time).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("completing", batch.life().completing())
                .addValue("removing", batch.life().removing())
                .addValue("outcome", Columns.remark(batch.life().outcome()));
    }

    private static MigrationBatch batch(ResultSet row) throws SQLException {
        List<EmailAddress> notified = Arrays.stream(text(row, "NOTIFIED").split(" ", -1))
                .filter(address -> !address.isEmpty())
                .map(EmailAddress::new)
                .toList();
        return new MigrationBatch(
                new BatchName(text(row, "BATCH_NAME")),
                Columns.word(row, "MIGRATION_TYPE", MigrationType.class),
                Path.of(text(row, "JOB_FILE")),
                text(row, "SOURCE_ENDPOINT"),
                text(row, "TARGET_ENDPOINT"),
                notified,
                text(row, "CREATED_BY"),
                Columns.time(row, "CREATE_TIME"),
                new Life(
                        new PassNumber(row.getInt("PASS_NUMBER")),
                        Columns.timeOrNull(row, "START_TIME"),
                        row.getBoolean("COMPLETING"),
                        row.getBoolean("REMOVING"),
                        text(row, "OUTCOME")));
    }
}
