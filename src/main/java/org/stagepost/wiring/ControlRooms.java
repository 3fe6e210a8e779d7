package org.stagepost.wiring;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.core.env.Environment;
import org.stagepost.credential.SecretPrompt;
import org.stagepost.credential.SecretResolver;
import org.stagepost.credential.SecretSealer;
import org.stagepost.credential.SecretStore;
import org.stagepost.credential.local.KeyRotation;
import org.stagepost.credential.local.ReferenceResolver;
import org.stagepost.credential.local.SecretKeyFile;
import org.stagepost.directory.DirectoryConnector;
import org.stagepost.directory.SieveConnector;
import org.stagepost.directory.ldap.LdapDirectoryConnector;
import org.stagepost.directory.sieve.ManageSieveConnector;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.EndpointCatalog;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.TokenSource;
import org.stagepost.job.Post;
import org.stagepost.job.SendMails;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.migration.Admission;
import org.stagepost.migration.BatchInputs;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.BatchRequests;
import org.stagepost.migration.BatchSettings;
import org.stagepost.migration.BatchStore;
import org.stagepost.migration.ChangeHistory;
import org.stagepost.migration.ChangedDirectories;
import org.stagepost.migration.EndpointSecrets;
import org.stagepost.migration.ForecastBatch;
import org.stagepost.migration.JobFileReader;
import org.stagepost.migration.JobStates;
import org.stagepost.migration.LedgerQueries;
import org.stagepost.migration.LookingForecast;
import org.stagepost.migration.LookingValidation;
import org.stagepost.migration.MailboxLogins;
import org.stagepost.migration.MailboxMaker;
import org.stagepost.migration.ManageBatches;
import org.stagepost.migration.ManageEndpoints;
import org.stagepost.migration.ManageService;
import org.stagepost.migration.ManageUsers;
import org.stagepost.migration.Membership;
import org.stagepost.migration.OpenDirectories;
import org.stagepost.migration.OpenScripts;
import org.stagepost.migration.RunLook;
import org.stagepost.migration.Schedules;
import org.stagepost.migration.UndoChanges;
import org.stagepost.migration.UserChecks;
import org.stagepost.migration.UserLedger;
import org.stagepost.migration.WorkerList;
import org.stagepost.migration.command.ProcessMailboxMaker;
import org.stagepost.migration.csv.CommonsUserCsvReader;
import org.stagepost.migration.jobfile.YamlJobFileReader;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.Release;
import org.stagepost.oauth.HttpTokens;
import org.stagepost.persistence.Store;
import org.stagepost.persistence.ledger.JdbcBatchRequests;
import org.stagepost.persistence.ledger.JdbcBatchSettings;
import org.stagepost.persistence.ledger.JdbcBatchStore;
import org.stagepost.persistence.ledger.JdbcChangeHistory;
import org.stagepost.persistence.ledger.JdbcEndpointCatalog;
import org.stagepost.persistence.ledger.JdbcJobStates;
import org.stagepost.persistence.ledger.JdbcMembership;
import org.stagepost.persistence.ledger.JdbcRunLook;
import org.stagepost.persistence.ledger.JdbcSchedules;
import org.stagepost.persistence.ledger.JdbcSecretStore;
import org.stagepost.persistence.ledger.JdbcServiceSettings;
import org.stagepost.persistence.ledger.JdbcUserLedger;
import org.stagepost.persistence.ledger.JdbcWorkerList;
import org.stagepost.persistence.ledger.SealedSecrets;
import org.stagepost.persistence.ledger.Transactions;
import org.stagepost.sync.Sleeper;

/** The rooms that every command with a home folder needs: store, ledgers, secrets, the kinds of endpoints. */
final class ControlRooms implements BeanRegistrar {
    private final Function<Connections, MailboxConnector> imap;
    private final SecretPrompt prompt;

    ControlRooms(Function<Connections, MailboxConnector> imap, SecretPrompt prompt) {
        this.imap = imap;
        this.prompt = prompt;
    }

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        LazyRooms rooms = new LazyRooms(registry);
        rooms.add(Clock.class, house -> Clock.systemUTC());
        rooms.add(Connections.class, house -> new Connections(house.bean(SecretResolver.class)));
        rooms.add(MailboxConnector.class, house -> imap.apply(house.bean(Connections.class)));
        rooms.add(DirectoryConnector.class, house -> new LdapDirectoryConnector(house.bean(Connections.class)));
        rooms.add(SieveConnector.class, house -> new ManageSieveConnector(house.bean(Connections.class)));
        rooms.add(
                OpenScripts.class,
                house -> new OpenScripts(house.bean(SieveConnector.class), house.bean(MailboxLogins.class)));
        addSecrets(rooms);
        addLedgers(rooms);
        rooms.add(JobFileReader.class, house -> new YamlJobFileReader(house.bean(EndpointCatalog.class)));
        rooms.add(
                HttpTokens.class,
                house -> new HttpTokens(
                        house.bean(SecretResolver.class),
                        house.bean(SecretStore.class),
                        new TerminalCodes(System.err),
                        house.bean(Clock.class)));
        rooms.add(
                MailboxMaker.class,
                house -> new ProcessMailboxMaker(
                        System.getenv(), ProcessMailboxMaker.USUAL_LIMIT, ProcessMailboxMaker.USUAL_GRACE));
        rooms.add(TraceFiles.class, house -> new TraceFiles(house.bean(HomeFolder.class), house.bean(Clock.class)));
        rooms.add(MailboxLogins.class, ControlRooms::mailboxLogins);
        rooms.add(Post.class, ControlRooms::post);
        rooms.add(
                SendMails.class,
                house -> new SendMails(
                        house.bean(ManageBatches.class),
                        house.bean(BatchQueries.class),
                        house.bean(Post.class),
                        house.bean(HomeFolder.class),
                        house.bean(Clock.class)));
        rooms.add(ManageEndpoints.class, ControlRooms::manageEndpoints);
        rooms.add(
                ManageService.class,
                house -> new ManageService(
                        new JdbcServiceSettings(transactions(house)), house.bean(JobFileReader.class)));
        rooms.add(
                ManageUsers.class,
                house -> new ManageUsers(
                        house.bean(UserLedger.class), house.bean(Membership.class), house.bean(JobFileReader.class)));
        rooms.add(ManageBatches.class, ControlRooms::manageBatches);
        rooms.add(UserChecks.class, ControlRooms::userChecks);
        rooms.add(LookingValidation.class, ControlRooms::validation);
        rooms.add(ForecastBatch.class, ControlRooms::forecast);
        rooms.add(UndoChanges.class, ControlRooms::undoChanges);
    }

    private void addSecrets(LazyRooms rooms) {
        rooms.add(
                SecretSealer.class,
                house -> SecretKeyFile.sealer(
                        house.bean(HomeFolder.class), System.getenv(), new SealedSecrets(transactions(house))::words));
        rooms.add(KeyRotation.class, house -> new KeyRotation(house.bean(HomeFolder.class), System.getenv()));
        rooms.add(JdbcSecretStore.class, house -> new JdbcSecretStore(transactions(house), sealer(house)));
        rooms.add(
                SecretResolver.class,
                house -> new ReferenceResolver(System.getenv(), Path.of(""), prompt, house.bean(SecretStore.class)));
    }

    private static void addLedgers(LazyRooms rooms) {
        rooms.add(Transactions.class, house -> new Transactions(house.bean(Store.class)));
        rooms.add(BatchStore.class, house -> new JdbcBatchStore(transactions(house)));
        rooms.add(
                UserLedger.class,
                house -> new JdbcUserLedger(transactions(house), sealer(house), house.bean(Clock.class)));
        rooms.add(Membership.class, house -> new JdbcMembership(transactions(house), sealer(house)));
        rooms.add(Schedules.class, house -> new JdbcSchedules(transactions(house)));
        rooms.add(BatchSettings.class, house -> new JdbcBatchSettings(transactions(house)));
        rooms.add(BatchRequests.class, house -> new JdbcBatchRequests(transactions(house), house.bean(Clock.class)));
        rooms.add(ChangeHistory.class, house -> new JdbcChangeHistory(transactions(house), house.bean(Clock.class)));
        rooms.add(EndpointCatalog.class, house -> new JdbcEndpointCatalog(transactions(house), sealer(house)));
        rooms.add(
                JobStates.class, house -> new JdbcJobStates(transactions(house), house.bean(Store.class)::runnerAlive));
        rooms.add(WorkerList.class, house -> new JdbcWorkerList(transactions(house), Release.ofThisProcess()));
        rooms.add(RunLook.class, house -> new JdbcRunLook(transactions(house), house.bean(JobStates.class)));
        rooms.add(
                BatchQueries.class,
                house -> new LedgerQueries(
                        house.bean(BatchStore.class),
                        house.bean(UserLedger.class),
                        house.bean(JobStates.class),
                        house.bean(ChangeHistory.class)));
    }

    private static ManageBatches manageBatches(SupplierContext house) {
        BatchInputs inputs = new BatchInputs(
                house.bean(JobFileReader.class),
                new CommonsUserCsvReader(),
                new EndpointSecrets(house.bean(SecretResolver.class)),
                house.bean(BatchSettings.class));
        return new ManageBatches(
                house.bean(BatchStore.class),
                inputs,
                house.bean(BatchSettings.class),
                house.bean(Membership.class),
                house.bean(BatchQueries.class),
                house.bean(Clock.class));
    }

    private static ManageEndpoints manageEndpoints(SupplierContext house) {
        return new ManageEndpoints(house.bean(EndpointCatalog.class), endpointProbes(house));
    }

    private static EndpointProbes endpointProbes(SupplierContext house) {
        return new EndpointProbes(
                house.bean(MailboxConnector.class),
                house.bean(DirectoryConnector.class),
                house.bean(SieveConnector.class),
                house.bean(MailboxLogins.class),
                house.bean(SecretResolver.class),
                house.bean(Connections.class),
                house.bean(HttpTokens.class));
    }

    private static MailboxLogins mailboxLogins(SupplierContext house) {
        return new MailboxLogins(
                house.bean(SecretResolver.class), house.bean(TokenSource.class), house.bean(TraceFiles.class)::of);
    }

    private static Post post(SupplierContext house) {
        return new Post(
                new SmtpBatchMail(house.bean(MailboxLogins.class), house.bean(Connections.class)),
                house.bean(HomeFolder.class),
                house.bean(Clock.class));
    }

    private static UserChecks userChecks(SupplierContext house) {
        return new UserChecks(
                OpenDirectories.toLook(
                        house.bean(DirectoryConnector.class),
                        house.bean(SecretResolver.class),
                        house.bean(OpenScripts.class)),
                connectors(house),
                house.bean(MailboxLogins.class),
                Sleeper.system());
    }

    private static Map<EndpointKind, MailboxConnector> connectors(SupplierContext house) {
        MailboxConnector imap = house.bean(MailboxConnector.class);
        return Map.of(imap.kind(), imap);
    }

    private static LookingValidation validation(SupplierContext house) {
        return new LookingValidation(
                house.bean(ManageBatches.class),
                new Admission(house.bean(Membership.class), house.bean(BatchQueries.class)),
                house.bean(UserLedger.class),
                endpointProbes(house),
                house.bean(UserChecks.class),
                house.bean(MailboxMaker.class));
    }

    private static ForecastBatch forecast(SupplierContext house) {
        return new LookingForecast(
                house.bean(LookingValidation.class),
                house.bean(UserChecks.class),
                connectors(house),
                house.bean(MailboxLogins.class),
                house.bean(UserLedger.class),
                house.bean(Clock.class));
    }

    private static UndoChanges undoChanges(SupplierContext house) {
        ChangeHistory history = house.bean(ChangeHistory.class);
        return new UndoChanges(
                history,
                house.bean(BatchQueries.class),
                house.bean(UserLedger.class),
                new ChangedDirectories(
                        house.bean(ManageBatches.class),
                        house.bean(UserLedger.class),
                        house.bean(EndpointCatalog.class),
                        new OpenDirectories(
                                house.bean(DirectoryConnector.class),
                                house.bean(SecretResolver.class),
                                history::journal,
                                house.bean(OpenScripts.class))));
    }

    private static Transactions transactions(SupplierContext house) {
        return house.bean(Transactions.class);
    }

    private static SecretSealer sealer(SupplierContext house) {
        return house.bean(SecretSealer.class);
    }
}
