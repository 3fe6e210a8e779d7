package org.stagepost.persistence.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.stagepost.migration.DailyTraffic;

/** Days of mailboxes in the store. A row's key is a digest: names of mailboxes may be longer than an index takes. */
public final class JdbcDailyTraffic implements DailyTraffic {
    private final Transactions transactions;

    public JdbcDailyTraffic(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<Day> find(Meter meter) {
        return transactions.call(session -> session.sql("SELECT BEGAN, BYTES FROM MAILBOX_DAY WHERE METER = :meter")
                .param("meter", key(meter))
                .query(JdbcDailyTraffic::day)
                .optional());
    }

    @Override
    public Day add(Meter meter, long bytes, Instant now) {
        MapSqlParameterSource row = new MapSqlParameterSource("meter", key(meter))
                .addValue("now", Columns.time(now))
                .addValue("over", Columns.time(now.minus(LENGTH)))
                .addValue("bytes", bytes)
                .addValue("first", Math.max(0, bytes));
        return transactions.call(session -> {
            int updated = session.sql(
                            "UPDATE MAILBOX_DAY SET BYTES = BYTES + :bytes WHERE METER = :meter AND BEGAN > :over"
                                    + " AND BYTES + :bytes >= 0")
                    .paramSource(row)
                    .update();
            if (updated == 0) {
                session.sql("DELETE FROM MAILBOX_DAY WHERE METER = :meter")
                        .paramSource(row)
                        .update();
                session.sql("INSERT INTO MAILBOX_DAY (METER, BEGAN, BYTES) VALUES (:meter, :now, :first)")
                        .paramSource(row)
                        .update();
            }
            return session.sql("SELECT BEGAN, BYTES FROM MAILBOX_DAY WHERE METER = :meter")
                    .param("meter", key(meter))
                    .query(JdbcDailyTraffic::day)
                    .single();
        });
    }

    private static Day day(ResultSet row, int number) throws SQLException {
        return new Day(Columns.time(row, "BEGAN"), row.getLong("BYTES"));
    }

    @Override
    public void forget(Instant before) {
        transactions.run(session -> session.sql("DELETE FROM MAILBOX_DAY WHERE BEGAN < :before")
                .param("before", Columns.time(before))
                .update());
    }

    private static String key(Meter meter) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((meter.way() + " " + meter.mailbox()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
