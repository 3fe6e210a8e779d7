package org.stagepost.wiring;

import org.springframework.context.ConfigurableApplicationContext;
import org.stagepost.cli.Contexts;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretResolver;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointCatalog;
import org.stagepost.endpoint.Login;
import org.stagepost.job.BatchRunner;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.JobFileReader;
import org.stagepost.migration.ManageEndpoints;
import org.stagepost.migration.UserLedger;

/** What commands see of a running Spring context. */
final class OpenRooms implements Contexts.Run {
    private final ConfigurableApplicationContext context;

    OpenRooms(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Override
    public BatchRunner runner() {
        return context.getBean(BatchRunner.class);
    }

    @Override
    public BatchQueries batches() {
        return context.getBean(BatchQueries.class);
    }

    @Override
    public UserLedger users() {
        return context.getBean(UserLedger.class);
    }

    @Override
    public EndpointCatalog endpoints() {
        return context.getBean(EndpointCatalog.class);
    }

    @Override
    public ManageEndpoints manageEndpoints() {
        return context.getBean(ManageEndpoints.class);
    }

    @Override
    public JobFileReader jobFiles() {
        return context.getBean(JobFileReader.class);
    }

    @Override
    public Endpoint withSecretAsked(Endpoint endpoint) {
        Login login = endpoint.login();
        if (login.password().scheme() != SecretReference.Scheme.PROMPT) {
            return endpoint;
        }
        SecretReference asked = SecretReference.literal(context.getBean(SecretResolver.class)
                .resolve(login.password(), "password of endpoint " + endpoint.name()));
        return endpoint.withLogin(
                new Login(login.as(), login.style(), login.user(), asked, login.separator(), login.mailboxNaming()));
    }

    @Override
    public void close() {
        context.close();
    }
}
