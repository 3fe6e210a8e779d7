package org.stagepost.persistence.ledger;

import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Statements inside a transaction. */
final class Session {
    private final JdbcClient client;
    private final NamedParameterJdbcTemplate bulk;
    private final boolean sharesLocks;

    Session(DataSource dataSource, boolean sharesLocks) {
        this.sharesLocks = sharesLocks;
        this.bulk = new NamedParameterJdbcTemplate(new JdbcTemplate(dataSource));
        this.client = JdbcClient.create(bulk);
    }

    StatementSpec sql(String sql) {
        return client.sql(sql);
    }

    /** True when {@code SELECT … FOR SHARE} is known. */
    boolean sharesLocks() {
        return sharesLocks;
    }

    /** The same statement once per row of parameters, sent together. */
    void each(String sql, List<? extends SqlParameterSource> rows) {
        updateEach(sql, rows);
    }

    private int[] updateEach(String sql, List<? extends SqlParameterSource> rows) {
        return rows.isEmpty() ? new int[0] : bulk.batchUpdate(sql, rows.toArray(SqlParameterSource[]::new));
    }

    /** Updates the row, or inserts it when there is none; both statements take the same parameters. */
    void upsert(String update, String insert, SqlParameterSource row) {
        upsertEach(update, insert, List.of(row));
    }

    /** The same for each row; no two rows may be the same one. */
    void upsertEach(String update, String insert, List<? extends SqlParameterSource> rows) {
        int[] updated = updateEach(update, rows);
        each(
                insert,
                IntStream.range(0, rows.size())
                        .filter(i -> updated[i] == 0)
                        .mapToObj(rows::get)
                        .toList());
    }
}
