package org.stagepost.migration;

import java.util.function.Function;
import org.stagepost.directory.Directory;
import org.stagepost.directory.SieveConnector;
import org.stagepost.directory.SieveLogin;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Opens the Sieve scripts of users, with the logins that their rows and the endpoint give. Thread-safe. */
public final class OpenScripts {
    private final SieveConnector connector;
    private final MailboxLogins logins;

    public OpenScripts(SieveConnector connector, MailboxLogins logins) {
        this.connector = connector;
        this.logins = logins;
    }

    /**
     * The logins may fail with SECRET_MISSING, CREDENTIALS_REFUSED (the row has no password) or ENDPOINT_REFUSED.
     *
     * @param rows of the users that are looked up
     */
    Directory open(Endpoint endpoint, Function<EmailAddress, UserRow> rows) {
        return connector.open(endpoint, user -> login(endpoint, logins.source(endpoint, rows.apply(user))));
    }

    /** @throws MigrationException ENDPOINT_REFUSED (a style that no Sieve server knows) */
    public static SieveLogin login(Endpoint endpoint, MailboxLogin login) {
        return switch (login.style()) {
            case PLAIN -> of(login, "", login.loginUser());
            case AUTHZID -> of(login, login.mailbox(), login.loginUser());
            case MASTER_USER -> of(login, "", login.mailbox() + login.separator() + login.loginUser());
            case DOMAIN_ADMIN_USER -> of(login, "", login.loginUser() + login.separator() + login.mailbox());
            case MIRAPOINT -> of(login, "", "#" + login.mailbox() + "#" + login.loginUser() + "#");
            case PROXYAUTH, KERIO, TOKEN ->
                throw new MigrationException(
                        FailureCode.ENDPOINT_REFUSED,
                        "endpoint " + endpoint.name() + ": Stagepost logs in to no Sieve server like this");
        };
    }

    private static SieveLogin of(MailboxLogin login, String authorizationId, String user) {
        return new SieveLogin(
                login.mailbox(), authorizationId, user, login.secret().current());
    }
}
