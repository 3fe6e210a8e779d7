package org.stagepost.wiring;

import java.time.Clock;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.springframework.batch.core.configuration.support.JdbcDefaultBatchConfiguration;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.ExecutionContextSerializer;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.stagepost.credential.SecretResolver;
import org.stagepost.directory.DirectoryConnector;
import org.stagepost.job.BatchRunner;
import org.stagepost.job.Passes;
import org.stagepost.job.Reporting;
import org.stagepost.job.Rooms;
import org.stagepost.job.SpringBatchRunner;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.BatchStore;
import org.stagepost.migration.EndpointGates;
import org.stagepost.migration.EndpointSecrets;
import org.stagepost.migration.JobFileReader;
import org.stagepost.migration.MailboxLogins;
import org.stagepost.migration.OpenCopies;
import org.stagepost.migration.OpenDirectories;
import org.stagepost.migration.UserLedger;
import org.stagepost.migration.csv.CommonsUserCsvReader;
import org.stagepost.model.HomeFolder;
import org.stagepost.persistence.home.EmbeddedStore;
import org.stagepost.persistence.ledger.JdbcChangeJournal;
import org.stagepost.persistence.ledger.Transactions;
import org.stagepost.report.MailComposer;
import org.stagepost.report.ReportWriter;
import org.stagepost.sync.Sleeper;

/** The rooms that run batches: Spring Batch over the store, and what its steps work with. */
@Configuration(proxyBeanMethods = false)
class BatchRooms {
    /** Spring Batch's own repository and operator; contexts are stored as JSON. */
    @Configuration
    static class Engine extends JdbcDefaultBatchConfiguration {
        private final DataSource store;

        Engine(EmbeddedStore store) {
            this.store = store.dataSource();
        }

        @Override
        protected DataSource getDataSource() {
            return store;
        }

        @Override
        protected PlatformTransactionManager getTransactionManager() {
            return new JdbcTransactionManager(store);
        }

        @Override
        protected ExecutionContextSerializer getExecutionContextSerializer() {
            return new JacksonExecutionContextStringSerializer();
        }
    }

    @Bean
    OpenDirectories openDirectories(
            DirectoryConnector connector, SecretResolver secrets, Transactions transactions, Clock clock) {
        return new OpenDirectories(connector, secrets, batch -> new JdbcChangeJournal(transactions, batch, clock));
    }

    @Bean
    OpenCopies openCopies(
            MailboxConnector imap, SecretResolver secrets, UserLedger ledger, HomeFolder home, Clock clock) {
        return new OpenCopies(
                Map.of(imap.kind(), imap), new MailboxLogins(secrets), ledger, home.spool(), clock, Sleeper.system());
    }

    /** One for the process: all batches share what a server bears. */
    @Bean
    EndpointGates endpointGates(Clock clock) {
        return new EndpointGates(clock, Sleeper.system(), new Random());
    }

    @Bean
    Reporting reporting(BatchQueries queries, SecretResolver secrets, HomeFolder home, Clock clock) {
        return new Reporting(queries, new ReportWriter(clock), new MailComposer(), new SmtpBatchMail(secrets), home);
    }

    @Bean
    Rooms rooms(
            UserLedger ledger,
            BatchQueries queries,
            SecretResolver secrets,
            OpenDirectories directories,
            OpenCopies copies,
            Reporting reporting,
            EndpointGates gates) {
        return new Rooms(
                ledger, queries, new EndpointSecrets(secrets), directories, copies, reporting, gates, Sleeper.system());
    }

    @Bean
    BatchRunner batchRunner(
            JobFileReader jobFiles,
            BatchStore batches,
            JobRepository repository,
            JobOperator operator,
            Rooms rooms,
            Clock clock) {
        Passes passes = new Passes(repository, operator, rooms);
        return new SpringBatchRunner(jobFiles, new CommonsUserCsvReader(), batches, passes, rooms, clock);
    }
}
