package org.stagepost.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.beans.BeansException;
import org.springframework.context.ConfigurableApplicationContext;
import org.stagepost.cli.Contexts;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretResolver;
import org.stagepost.credential.local.KeyRotation;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointCatalog;
import org.stagepost.endpoint.Login;
import org.stagepost.job.BatchRunner;
import org.stagepost.job.BatchScheduler;
import org.stagepost.job.SendMails;
import org.stagepost.job.StatusListener;
import org.stagepost.job.remote.EmbeddedBroker;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.migration.BatchChecklist;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.BatchRequests;
import org.stagepost.migration.ForecastBatch;
import org.stagepost.migration.JobFileReader;
import org.stagepost.migration.ManageBatches;
import org.stagepost.migration.ManageEndpoints;
import org.stagepost.migration.ManageService;
import org.stagepost.migration.ManageUsers;
import org.stagepost.migration.MonitoringSettings;
import org.stagepost.migration.RemoveBatch;
import org.stagepost.migration.RunLook;
import org.stagepost.migration.ServedBroker;
import org.stagepost.migration.UndoChanges;
import org.stagepost.migration.UserLedger;
import org.stagepost.migration.ValidateBatch;
import org.stagepost.migration.VerifyBatch;
import org.stagepost.migration.WorkerList;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.MigrationException;
import org.stagepost.monitoring.Monitor;
import org.stagepost.monitoring.WebhookState;
import org.stagepost.persistence.Store;
import org.stagepost.persistence.ledger.JdbcSecretStore;

/** What commands see of a running Spring context. */
final class OpenRooms implements Contexts.Run {
    private final ConfigurableApplicationContext context;

    OpenRooms(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Override
    public BatchRunner runner() {
        return room(BatchRunner.class);
    }

    @Override
    public BatchScheduler scheduler() {
        return room(BatchScheduler.class);
    }

    @Override
    public Path trace(EmailAddress user) {
        return room(TraceFiles.class).begin(user);
    }

    @Override
    public Optional<String> webhookTrouble() {
        return room(StatusListener.class).unable();
    }

    @Override
    public Optional<String> broker() {
        return context.getBeanProvider(ServedBroker.class).stream().findFirst().map(served -> {
            room(EmbeddedBroker.class);
            String tls = served.certificate().isPresent() ? " with TLS" : ", for this machine only";
            return served.settings().place() + tls + ", where workers log in as "
                    + served.settings().user();
        });
    }

    @Override
    public OptionalInt metricsPort() {
        int port = room(MonitoringSettings.class).metricsPort();
        return port == MonitoringSettings.NO_PORT ? OptionalInt.empty() : OptionalInt.of(port);
    }

    @Override
    public Monitor monitor(int port) throws IOException {
        Monitor.Watched watched = new Monitor.Watched(
                batches()::uncounted,
                batches()::list,
                this::runnerAlive,
                scheduler()::lastLook,
                room(MailboxConnector.class)::traffic,
                WebhookState.of(room(StatusListener.class)));
        return Monitor.open(port, watched, room(Clock.class));
    }

    @Override
    public int rotateKey() {
        return room(KeyRotation.class).run(room(JdbcSecretStore.class)::reseal);
    }

    @Override
    public List<String> replaceLostKey() {
        return room(KeyRotation.class).withoutLost(room(JdbcSecretStore.class)::resealOrForget);
    }

    @Override
    public BatchQueries batches() {
        return room(BatchQueries.class);
    }

    @Override
    public UserLedger users() {
        return room(UserLedger.class);
    }

    @Override
    public ManageBatches manageBatches() {
        return room(ManageBatches.class);
    }

    @Override
    public ValidateBatch validateBatch() {
        return room(ValidateBatch.class);
    }

    @Override
    public ForecastBatch forecastBatch() {
        return room(ForecastBatch.class);
    }

    @Override
    public ManageService manageService() {
        return room(ManageService.class);
    }

    @Override
    public ManageUsers manageUsers() {
        return room(ManageUsers.class);
    }

    @Override
    public RunLook look() {
        return room(RunLook.class);
    }

    @Override
    public Optional<WorkerList> workers() {
        return room(Store.class).isReachedByOthers() ? Optional.of(room(WorkerList.class)) : Optional.empty();
    }

    @Override
    public BatchRequests requests() {
        return room(BatchRequests.class);
    }

    @Override
    public boolean runnerAlive() {
        return room(Store.class).runnerAlive();
    }

    @Override
    public EndpointCatalog endpoints() {
        return room(EndpointCatalog.class);
    }

    @Override
    public ManageEndpoints manageEndpoints() {
        return room(ManageEndpoints.class);
    }

    @Override
    public JobFileReader jobFiles() {
        return room(JobFileReader.class);
    }

    @Override
    public UndoChanges undoChanges() {
        return room(UndoChanges.class);
    }

    @Override
    public RemoveBatch removeBatch() {
        return room(RemoveBatch.class);
    }

    @Override
    public VerifyBatch verifyBatch() {
        return room(VerifyBatch.class);
    }

    @Override
    public BatchChecklist checklist() {
        return room(BatchChecklist.class);
    }

    @Override
    public SendMails sendMails() {
        return room(SendMails.class);
    }

    @Override
    public Endpoint withSecretAsked(Endpoint endpoint) {
        Login login = endpoint.login();
        Login asked = login.withPassword(asked(login.password(), "password of endpoint " + endpoint.name()));
        Endpoint result = endpoint.withLogin(login.oauth()
                .map(grant -> asked.withOauth(grant.with(
                        asked(grant.clientSecret(), "client secret of endpoint " + endpoint.name()),
                        asked(grant.key(), "key of endpoint " + endpoint.name()),
                        asked(grant.refreshToken(), "refresh token of endpoint " + endpoint.name()))))
                .orElse(asked));
        return endpoint.proxy()
                .map(proxy -> result.withProxy(proxy.withPassword(
                        asked(proxy.password(), "password of the proxy of endpoint " + endpoint.name()))))
                .orElse(result);
    }

    private SecretReference asked(SecretReference reference, String purpose) {
        return reference.scheme() == SecretReference.Scheme.PROMPT
                ? SecretReference.literal(room(SecretResolver.class).resolve(reference, purpose))
                : reference;
    }

    /** What went wrong while a room was built is not Spring's to tell. */
    private <T> T room(Class<T> type) {
        try {
            return context.getBean(type);
        } catch (BeansException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof MigrationException known) {
                    throw known;
                }
            }
            throw e;
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
