package org.stagepost.persistence.ledger;

import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.stagepost.migration.Schedules;
import org.stagepost.model.BatchName;

/** Next runs in the store. */
public final class JdbcSchedules implements Schedules {
    private final Transactions transactions;

    public JdbcSchedules(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<Next> find(BatchName batch) {
        return transactions.call(session -> session.sql("SELECT * FROM BATCH_SCHEDULE WHERE BATCH_NAME = :batch")
                .param("batch", batch.value())
                .query((row, number) ->
                        new Next(Columns.time(row, "NEXT_TIME"), Columns.text(row, "CRON"), Columns.text(row, "ZONE")))
                .optional());
    }

    @Override
    public void save(BatchName batch, Next next) {
        transactions.run(session -> session.upsert(
                "UPDATE BATCH_SCHEDULE SET NEXT_TIME = :time, CRON = :cron, ZONE = :zone WHERE BATCH_NAME = :batch",
                "INSERT INTO BATCH_SCHEDULE (BATCH_NAME, NEXT_TIME, CRON, ZONE) VALUES (:batch, :time, :cron, :zone)",
                new MapSqlParameterSource("batch", batch.value())
                        .addValue("time", Columns.time(next.time()))
                        .addValue("cron", next.fields())
                        .addValue("zone", next.zone())));
    }
}
