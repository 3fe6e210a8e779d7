package org.stagepost.migration;

import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretResolver;
import org.stagepost.credential.SecretSource;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginAs;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.MailboxNaming;
import org.stagepost.endpoint.TokenSource;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.mailbox.TraceLog;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Says how a row's mailbox is opened on either side. Thread-safe. */
public final class MailboxLogins {
    private final SecretResolver secrets;
    private final TokenSource tokens;
    private final Function<EmailAddress, TraceLog> traces;

    public MailboxLogins(SecretResolver secrets, TokenSource tokens) {
        this(secrets, tokens, user -> TraceLog.NONE);
    }

    /** @param traces tell who reads along on a user's connections */
    public MailboxLogins(SecretResolver secrets, TokenSource tokens, Function<EmailAddress, TraceLog> traces) {
        this.secrets = secrets;
        this.tokens = tokens;
        this.traces = traces;
    }

    /** @throws MigrationException SECRET_MISSING naming all that is not there of what these endpoints themselves need */
    void requireSecrets(Endpoint... endpoints) {
        new EndpointSecrets(secrets).require(Stream.of(endpoints).distinct());
    }

    /** The same logins, whose tokens are not awaited any more when {@code halted} says so. */
    public MailboxLogins until(BooleanSupplier halted) {
        return new MailboxLogins(
                secrets,
                (grant, mailbox, others) ->
                        tokens.of(grant, mailbox, () -> halted.getAsBoolean() || others.getAsBoolean()),
                traces);
    }

    /** @throws MigrationException SECRET_MISSING, CREDENTIALS_REFUSED (the row has no password) */
    public MailboxLogin source(Endpoint endpoint, UserRow row) {
        return login(endpoint, row, row.userName(), row.password(), row.userRoot())
                .tracedBy(traces.apply(row.address()));
    }

    /** A staged row without target password logs in with the password that the conversion set. @throws as {@link #source} */
    public MailboxLogin target(Endpoint endpoint, UserRow row, MigrationType type) {
        boolean own = row.targetPassword().scheme() != SecretReference.Scheme.NONE;
        SecretReference password = own || type == MigrationType.IMAP ? row.targetPassword() : row.password();
        return login(endpoint, row, row.targetUserName(), password, "").tracedBy(traces.apply(row.address()));
    }

    /** The user's mailbox at the source, the same name for the same mailbox. */
    String sourceMailbox(Endpoint endpoint, UserRow row) {
        return place(endpoint, mailbox(endpoint, row, row.userName())) + "/" + row.userRoot();
    }

    /** The user's mailbox at the target, the same name for the same mailbox. */
    String targetMailbox(Endpoint endpoint, UserRow row) {
        return place(endpoint, mailbox(endpoint, row, row.targetUserName()));
    }

    private static String place(Endpoint endpoint, String mailbox) {
        return EndpointGates.key(endpoint.address()) + " " + mailbox.toLowerCase(Locale.ROOT);
    }

    static String mailbox(Endpoint endpoint, UserRow row, String userName) {
        return userName.isEmpty() ? named(row.address(), endpoint.login().mailboxNaming()) : userName;
    }

    private MailboxLogin login(
            Endpoint endpoint, UserRow row, String userName, SecretReference password, String userRoot) {
        Login login = endpoint.login();
        String mailbox = mailbox(endpoint, row, userName);
        if (login.as() == LoginAs.ADMIN) {
            return admin(endpoint, mailbox, userRoot);
        }
        if (password.scheme() == SecretReference.Scheme.NONE) {
            throw new MigrationException(
                    FailureCode.CREDENTIALS_REFUSED,
                    "endpoint " + endpoint.name() + " wants each row's own login, and the row of " + row.address()
                            + " has no password for it");
        }
        Secret secret = RowSecrets.resolve(secrets, password, "password of " + row.address());
        return new MailboxLogin(
                login.style(),
                login.mechanism(),
                mailbox,
                mailbox,
                SecretSource.of(secret),
                login.separator(),
                userRoot);
    }

    /**
     * How the endpoint's own login opens a mailbox.
     *
     * @param userRoot empty for the whole mailbox
     * @throws MigrationException SECRET_MISSING
     */
    public MailboxLogin admin(Endpoint endpoint, String mailbox, String userRoot) {
        Login login = endpoint.login();
        return new MailboxLogin(
                login.style(),
                login.mechanism(),
                mailbox,
                login.style() == LoginStyle.TOKEN ? mailbox : login.user(),
                secret(endpoint, mailbox),
                login.separator(),
                userRoot);
    }

    /**
     * What the endpoint's own login proves itself with.
     *
     * @param mailbox whose token it is, where each has one of its own
     * @throws MigrationException SECRET_MISSING
     */
    public SecretSource secret(Endpoint endpoint, String mailbox) {
        Login login = endpoint.login();
        return login.oauth()
                .map(grant -> tokens.of(grant, mailbox))
                .orElseGet(() ->
                        SecretSource.of(secrets.resolve(login.password(), "password of endpoint " + endpoint.name())));
    }

    private static String named(EmailAddress address, MailboxNaming naming) {
        return switch (naming) {
            case ADDRESS -> address.value();
            case LOCAL_PART -> address.localPart();
        };
    }
}
