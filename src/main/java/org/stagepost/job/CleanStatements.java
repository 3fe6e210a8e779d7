package org.stagepost.job;

import java.util.Arrays;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Spring Batch's statements with texts that every database stores: a server's reply may hold NUL, which PostgreSQL refuses. */
final class CleanStatements extends JdbcTemplate {
    CleanStatements(DataSource store) {
        super(store);
    }

    @Override
    public int update(String sql, @Nullable Object @Nullable [] values, int[] types) {
        return super.update(sql, values == null ? null : clean(values), types);
    }

    private static @Nullable Object[] clean(@Nullable Object[] values) {
        return Arrays.stream(values)
                .map(value -> value instanceof String text ? text.replace('\0', '\uFFFD') : value)
                .toArray();
    }
}
