package org.stagepost.wiring;

import javax.sql.DataSource;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Spring Batch's own repository and operator over the store; contexts are stored as JSON. */
final class BatchEngine {
    private BatchEngine() {}

    static JobRepository repository(DataSource store) {
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(store);
        factory.setTransactionManager(new JdbcTransactionManager(store));
        factory.setSerializer(new JacksonExecutionContextStringSerializer());
        try {
            factory.afterPropertiesSet();
            return factory.getObject();
        } catch (Exception e) {
            throw new MigrationException(FailureCode.INTERNAL, "Spring Batch's repository could not be built", e);
        }
    }

    /** Runs a job in the thread that starts it. */
    static JobOperator operator(JobRepository repository) {
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(repository);
        operator.setJobRegistry(new MapJobRegistry());
        try {
            operator.afterPropertiesSet();
            return operator;
        } catch (Exception e) {
            throw new MigrationException(FailureCode.INTERNAL, "Spring Batch's operator could not be built", e);
        }
    }
}
