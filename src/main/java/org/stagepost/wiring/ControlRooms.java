package org.stagepost.wiring;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stagepost.credential.SecretResolver;
import org.stagepost.credential.SecretSealer;
import org.stagepost.credential.SecretStore;
import org.stagepost.credential.local.AesGcmSealer;
import org.stagepost.credential.local.ReferenceResolver;
import org.stagepost.credential.local.SecretKeyFile;
import org.stagepost.directory.DirectoryConnector;
import org.stagepost.directory.ldap.LdapDirectoryConnector;
import org.stagepost.endpoint.EndpointCatalog;
import org.stagepost.imap.ImapMailboxConnector;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.BatchStore;
import org.stagepost.migration.JobFileReader;
import org.stagepost.migration.JobStates;
import org.stagepost.migration.LedgerQueries;
import org.stagepost.migration.ManageEndpoints;
import org.stagepost.migration.UserLedger;
import org.stagepost.migration.jobfile.YamlJobFileReader;
import org.stagepost.model.HomeFolder;
import org.stagepost.persistence.home.EmbeddedStore;
import org.stagepost.persistence.ledger.JdbcBatchStore;
import org.stagepost.persistence.ledger.JdbcEndpointCatalog;
import org.stagepost.persistence.ledger.JdbcJobStates;
import org.stagepost.persistence.ledger.JdbcSecretStore;
import org.stagepost.persistence.ledger.JdbcUserLedger;
import org.stagepost.persistence.ledger.Transactions;

/** The rooms that every command with a home folder needs: store, ledgers, secrets, the kinds of endpoints. */
@Configuration(proxyBeanMethods = false)
class ControlRooms {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Transactions transactions(EmbeddedStore store) {
        return new Transactions(store.dataSource());
    }

    @Bean
    SecretSealer secretSealer(HomeFolder home) {
        return new AesGcmSealer(SecretKeyFile.load(home, System.getenv()));
    }

    @Bean
    SecretStore secretStore(Transactions transactions, SecretSealer sealer) {
        return new JdbcSecretStore(transactions, sealer);
    }

    @Bean
    SecretResolver secretResolver(SecretStore store) {
        return new ReferenceResolver(System.getenv(), Path.of(""), new ConsolePrompt(), store);
    }

    @Bean
    BatchStore batchStore(Transactions transactions) {
        return new JdbcBatchStore(transactions);
    }

    @Bean
    UserLedger userLedger(Transactions transactions, SecretSealer sealer, Clock clock) {
        return new JdbcUserLedger(transactions, sealer, clock);
    }

    @Bean
    EndpointCatalog endpointCatalog(Transactions transactions, SecretSealer sealer) {
        return new JdbcEndpointCatalog(transactions, sealer);
    }

    @Bean
    JobStates jobStates(Transactions transactions, EmbeddedStore store) {
        return new JdbcJobStates(transactions, store::runnerAlive);
    }

    @Bean
    BatchQueries batchQueries(BatchStore batches, UserLedger users, JobStates jobs) {
        return new LedgerQueries(batches, users, jobs);
    }

    @Bean
    JobFileReader jobFileReader(EndpointCatalog catalog) {
        return new YamlJobFileReader(catalog);
    }

    @Bean
    MailboxConnector imapConnector() {
        return new ImapMailboxConnector();
    }

    @Bean
    DirectoryConnector directoryConnector() {
        return new LdapDirectoryConnector();
    }

    @Bean
    ManageEndpoints manageEndpoints(
            EndpointCatalog catalog, MailboxConnector imap, DirectoryConnector ldap, SecretResolver secrets) {
        return new ManageEndpoints(catalog, new EndpointProbes(imap, ldap, secrets));
    }
}
