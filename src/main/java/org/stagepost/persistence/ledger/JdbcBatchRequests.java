package org.stagepost.persistence.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.stagepost.migration.BatchRequest;
import org.stagepost.migration.BatchRequests;
import org.stagepost.migration.RequestAnswer;
import org.stagepost.migration.RequestKind;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;

/** Requests in the store. */
public final class JdbcBatchRequests implements BatchRequests {
    /** Monitoring asks every minute for years, and nobody waits so long for what is answered at once. */
    private static final Duration REPORTS_KEPT = Duration.ofHours(1);

    private final Transactions transactions;
    private final Clock clock;

    public JdbcBatchRequests(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public long ask(BatchName batch, RequestKind kind, @Nullable EmailAddress user) {
        return transactions.call(session -> {
            GeneratedKeyHolder number = new GeneratedKeyHolder();
            session.sql(
                            "INSERT INTO BATCH_REQUEST (BATCH_NAME, REQUEST_KIND, ADDRESS, REQUESTED_BY, REQUEST_TIME, ANSWER)"
                                    + " VALUES (:batch, :kind, :address, :by, :now, '')")
                    .param("batch", batch.value())
                    .param("kind", kind.name())
                    .param("address", user == null ? "" : user.value())
                    .param("by", System.getProperty("user.name", ""))
                    .param("now", Columns.time(clock.instant()))
                    .update(number, "REQUEST_ID");
            return number.getKeyAs(Long.class);
        });
    }

    @Override
    public List<BatchRequest> take() {
        return transactions.call(session -> {
            List<BatchRequest> waiting = session.sql(
                            "SELECT * FROM BATCH_REQUEST WHERE TAKEN_TIME IS NULL ORDER BY REQUEST_ID")
                    .query((row, number) -> request(row))
                    .list();
            waiting.forEach(request -> session.sql("UPDATE BATCH_REQUEST SET TAKEN_TIME = :now WHERE REQUEST_ID = :id")
                    .param("now", Columns.time(clock.instant()))
                    .param("id", request.id())
                    .update());
            return waiting;
        });
    }

    @Override
    public void answered(long id, RequestAnswer answer) {
        transactions.run(session -> {
            session.sql("UPDATE BATCH_REQUEST SET EXIT_CODE = :code, ANSWER = :answer WHERE REQUEST_ID = :id")
                    .param("code", answer.exitCode().number())
                    .param("answer", Columns.remark(answer.sentence()))
                    .param("id", id)
                    .update();
            session.sql("DELETE FROM BATCH_REQUEST WHERE REQUEST_KIND = 'REPORT' AND EXIT_CODE IS NOT NULL"
                            + " AND REQUEST_TIME < :longAgo")
                    .param("longAgo", Columns.time(clock.instant().minus(REPORTS_KEPT)))
                    .update();
        });
    }

    @Override
    public Optional<RequestAnswer> answer(long id) {
        return transactions.call(session -> session.sql(
                        "SELECT EXIT_CODE, ANSWER FROM BATCH_REQUEST WHERE REQUEST_ID = :id AND EXIT_CODE IS NOT NULL")
                .param("id", id)
                .query((row, number) ->
                        new RequestAnswer(ExitCode.ofNumber(row.getInt("EXIT_CODE")), Columns.text(row, "ANSWER")))
                .optional());
    }

    @Override
    public boolean isKnown(long id) {
        return transactions.call(session -> session.sql("SELECT COUNT(*) FROM BATCH_REQUEST WHERE REQUEST_ID = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single()
                > 0);
    }

    @Override
    public void forgetAll() {
        transactions.run(session -> session.sql("DELETE FROM BATCH_REQUEST").update());
    }

    private static BatchRequest request(ResultSet row) throws SQLException {
        String address = Columns.text(row, "ADDRESS");
        return new BatchRequest(
                row.getLong("REQUEST_ID"),
                new BatchName(Columns.text(row, "BATCH_NAME")),
                Columns.word(row, "REQUEST_KIND", RequestKind.class),
                address.isEmpty() ? null : new EmailAddress(address),
                Columns.text(row, "REQUESTED_BY"),
                Columns.time(row, "REQUEST_TIME"));
    }
}
