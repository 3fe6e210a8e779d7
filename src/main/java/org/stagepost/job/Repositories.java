package org.stagepost.job;

import java.sql.Types;
import org.springframework.batch.core.repository.dao.jdbc.JdbcExecutionContextDao;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;

/** Makes Spring Batch's repository with {@link JobContexts}. */
final class Repositories extends JdbcJobRepositoryFactoryBean {
    @Override
    protected JdbcExecutionContextDao createExecutionContextDao() {
        JobContexts contexts = new JobContexts();
        contexts.setJdbcTemplate(jdbcOperations);
        contexts.setTablePrefix(tablePrefix);
        contexts.setClobTypeToUse(Types.CLOB);
        contexts.setSerializer(serializer);
        contexts.setCharset(charset);
        contexts.setShortContextLength(maxVarCharLengthForShortContext);
        return contexts;
    }
}
