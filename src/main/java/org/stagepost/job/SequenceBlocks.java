package org.stagepost.job;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.incrementer.DataFieldMaxValueIncrementer;

/** Numbers of a PostgreSQL sequence, fetched many at a time. Thread-safe. */
final class SequenceBlocks implements DataFieldMaxValueIncrementer {
    private final JdbcTemplate store;
    private final String query;
    private final Deque<Long> fetched = new ArrayDeque<>();

    SequenceBlocks(DataSource store, String sequence, int size) {
        this.store = new JdbcTemplate(store);
        this.query = "SELECT NEXTVAL('" + sequence + "') FROM GENERATE_SERIES(1, " + size + ")";
    }

    @Override
    public synchronized long nextLongValue() {
        if (fetched.isEmpty()) {
            fetched.addAll(store.queryForList(query, Long.class));
        }
        return Objects.requireNonNull(fetched.poll());
    }

    @Override
    public int nextIntValue() {
        return Math.toIntExact(nextLongValue());
    }

    @Override
    public String nextStringValue() {
        return String.valueOf(nextLongValue());
    }
}
