package org.stagepost.persistence.ledger;

import java.util.List;
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

    Session(DataSource dataSource) {
        this.bulk = new NamedParameterJdbcTemplate(new JdbcTemplate(dataSource));
        this.client = JdbcClient.create(bulk);
    }

    StatementSpec sql(String sql) {
        return client.sql(sql);
    }

    /** The same statement once per row of parameters, sent together. */
    void each(String sql, List<? extends SqlParameterSource> rows) {
        if (!rows.isEmpty()) {
            bulk.batchUpdate(sql, rows.toArray(SqlParameterSource[]::new));
        }
    }

    /** Updates the row, or inserts it when there is none; both statements take the same parameters. */
    void upsert(String update, String insert, SqlParameterSource row) {
        if (sql(update).paramSource(row).update() == 0) {
            sql(insert).paramSource(row).update();
        }
    }
}
