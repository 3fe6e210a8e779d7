package org.stagepost.persistence.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.stagepost.migration.PaceStore;
import org.stagepost.migration.RateLevel;
import org.stagepost.migration.ServerPace;
import org.stagepost.migration.SlowerPace;

/** What servers bear, a row each; only PostgreSQL has several workers, and its locks. */
public final class JdbcPaceStore implements PaceStore {
    private final Transactions transactions;

    public JdbcPaceStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public <T> T change(Collection<String> servers, BiFunction<Instant, Map<String, ServerPace>, T> work) {
        Set<String> wanted = new TreeSet<>(servers); // all lock in the same order
        return transactions.call(session -> {
            Look look = locked(session, wanted);
            if (look.servers().size() < wanted.size()) {
                insert(session, wanted);
                look = locked(session, wanted);
            }
            Map<String, ServerPace> rows = new HashMap<>(look.servers());
            T answer = work.apply(look.now(), rows);
            rows.entrySet().removeAll(look.servers().entrySet());
            update(session, rows);
            return answer;
        });
    }

    /** The time is read once the rows are locked: who waited for them is not earlier than who had them. */
    private static Look locked(Session session, Set<String> servers) {
        return look(session.sql("WITH LOCKED AS MATERIALIZED (SELECT * FROM ENDPOINT_PACE WHERE ADDRESS IN (:servers)"
                        + " ORDER BY ADDRESS FOR UPDATE)"
                        + " SELECT LOCKED.*, clock_timestamp() AS AT_PRESENT FROM LOCKED")
                .param("servers", servers)
                .query(JdbcPaceStore::row)
                .list());
    }

    private static void insert(Session session, Set<String> servers) {
        session.each(
                "INSERT INTO ENDPOINT_PACE (ADDRESS) VALUES (:server) ON CONFLICT DO NOTHING",
                servers.stream()
                        .map(server -> new MapSqlParameterSource("server", server))
                        .toList());
    }

    private static void update(Session session, Map<String, ServerPace> rows) {
        session.each(
                "UPDATE ENDPOINT_PACE SET MESSAGES = :messages, MESSAGES_AT = :messagesAt, BYTES = :bytes,"
                        + " BYTES_AT = :bytesAt, COMPLAINT = :complaint, IN_A_ROW = :inARow,"
                        + " THROTTLED_SINCE = :since, PAUSED_UNTIL = :until, TURNED_AWAY = :turnedAway"
                        + " WHERE ADDRESS = :server",
                rows.entrySet().stream()
                        .map(row -> parameters(row.getKey(), row.getValue()))
                        .toList());
    }

    private static MapSqlParameterSource parameters(String server, ServerPace row) {
        SlowerPace slower = row.slower();
        return new MapSqlParameterSource("server", server)
                .addValue("messages", row.messages().tokens())
                .addValue("messagesAt", Columns.time(row.messages().last()))
                .addValue("bytes", row.bytes().tokens())
                .addValue("bytesAt", Columns.time(row.bytes().last()))
                .addValue("complaint", slower.complaint())
                .addValue("inARow", slower.inARow())
                .addValue("since", Columns.timeOrNull(slower.since()))
                .addValue("until", Columns.time(slower.until()))
                .addValue("turnedAway", row.turnedAway());
    }

    @Override
    public Look look(Collection<String> working) {
        return transactions.call(session -> {
            Set<String> here = new HashSet<>(working);
            if (!here.isEmpty()) {
                // a row that somebody changes is told of next time: nobody waits here
                session.sql("UPDATE ENDPOINT_PACE SET WORKED = clock_timestamp() WHERE ADDRESS IN (SELECT ADDRESS"
                                + " FROM ENDPOINT_PACE WHERE ADDRESS IN (:here)"
                                + " AND WORKED < clock_timestamp() - INTERVAL '5' SECOND FOR UPDATE SKIP LOCKED)")
                        .param("here", here)
                        .update();
            }
            Look look = look(session.sql("SELECT ENDPOINT_PACE.*, clock_timestamp() AS AT_PRESENT FROM ENDPOINT_PACE")
                    .query(JdbcPaceStore::row)
                    .list());
            here.removeAll(look.servers().keySet());
            insert(session, here);
            return look;
        });
    }

    private record Row(String server, ServerPace pace, Instant now) {}

    private static Look look(List<Row> rows) {
        Map<String, ServerPace> servers = new HashMap<>();
        Instant now = Instant.EPOCH;
        for (Row row : rows) {
            servers.put(row.server(), row.pace());
            now = row.now().isAfter(now) ? row.now() : now;
        }
        return new Look(now, servers);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        SlowerPace slower = new SlowerPace(
                row.getLong("COMPLAINT"),
                row.getInt("IN_A_ROW"),
                Columns.timeOrNull(row, "THROTTLED_SINCE"),
                Columns.time(row, "PAUSED_UNTIL"));
        return new Row(
                Columns.text(row, "ADDRESS"),
                new ServerPace(
                        new RateLevel(row.getDouble("MESSAGES"), Columns.time(row, "MESSAGES_AT")),
                        new RateLevel(row.getDouble("BYTES"), Columns.time(row, "BYTES_AT")),
                        slower,
                        row.getLong("TURNED_AWAY"),
                        Columns.time(row, "WORKED")),
                Columns.time(row, "AT_PRESENT"));
    }
}
