package org.stagepost.job;

import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.infrastructure.support.DatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;
import org.springframework.transaction.interceptor.NameMatchTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionAttributeSource;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * What this room uses of Spring Batch.
 *
 * @param operator runs a job in the thread that starts it
 * @param transactions those of the repository: what is done inside one is written together
 * @param failures what an exception of the store means to an administrator; itself where it is a defect
 */
public record SpringBatch(
        JobRepository repository,
        JobOperator operator,
        TransactionOperations transactions,
        UnaryOperator<RuntimeException> failures) {
    /** Over the tables of a store; contexts are stored as JSON. */
    public static SpringBatch over(DataSource store, UnaryOperator<RuntimeException> failures) {
        JdbcTransactionManager transactions = new JdbcTransactionManager(store);
        try {
            JobRepository repository = repository(store, transactions);
            return new SpringBatch(repository, operator(repository), new TransactionTemplate(transactions), failures);
        } catch (Exception e) {
            throw new MigrationException(FailureCode.INTERNAL, "Spring Batch could not be set up", e);
        }
    }

    private static JobRepository repository(DataSource store, JdbcTransactionManager transactions) throws Exception {
        Repositories factory = new Repositories();
        DatabaseType database = DatabaseType.fromMetaData(store);
        factory.setDataSource(store);
        factory.setDatabaseType(database.name());
        factory.setJdbcOperations(new CleanStatements(store));
        factory.setTransactionManager(transactions);
        factory.setTransactionAttributeSource(attributes(isolation(database)));
        factory.setValidateTransactionState(false);
        factory.setIncrementerFactory(new RowIds(store));
        factory.setSerializer(new PlainContexts());
        factory.afterPropertiesSet();
        return factory.getObject();
    }

    /**
     * Serializable is to keep two processes from creating the same job, and only one runs batches. PostgreSQL would fail
     * one of two batches that this process starts at the same time.
     */
    private static int isolation(DatabaseType database) {
        return database == DatabaseType.POSTGRES
                ? TransactionDefinition.ISOLATION_READ_COMMITTED
                : TransactionDefinition.ISOLATION_SERIALIZABLE;
    }

    /** As Spring Batch has them, but steps may be made together, inside a transaction of the caller. */
    private static TransactionAttributeSource attributes(int isolation) {
        DefaultTransactionAttribute alone =
                new DefaultTransactionAttribute(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        alone.setIsolationLevel(isolation);
        DefaultTransactionAttribute together = new DefaultTransactionAttribute();
        NameMatchTransactionAttributeSource attributes = new NameMatchTransactionAttributeSource();
        attributes.addTransactionalMethod("create*", alone);
        attributes.addTransactionalMethod("getLastJobExecution*", alone);
        attributes.addTransactionalMethod("createStepExecution", together);
        attributes.addTransactionalMethod("*", together);
        return attributes;
    }

    private static JobOperator operator(JobRepository repository) throws Exception {
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(repository);
        operator.setJobRegistry(new MapJobRegistry());
        operator.afterPropertiesSet();
        return operator;
    }
}
