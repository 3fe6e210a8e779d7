package org.stagepost.imap.wire;

import java.io.EOFException;
import java.net.SocketException;
import org.stagepost.credential.Secret;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Logs in as a mailbox's login says, over what the server offers. */
public final class WireLogin {
    private WireLogin() {}

    /**
     * Closes the connection when it fails. An access token that is refused is renewed once, if it can be.
     *
     * @throws MigrationException CREDENTIALS_REFUSED (with an administrator's login nobody can tell whether it or the
     *     mailbox is wrong, so one wrong mailbox must not end the batch), ENDPOINT_REFUSED when the server offers no
     *     way to log in, ENDPOINT_NOT_TRUSTED when it cannot prove that it knows the password (SCRAM), MAILBOX_BUSY,
     *     ENDPOINT_THROTTLED, ENDPOINT_UNREACHABLE, CONNECTION_LOST when it breaks after a good answer, and those of
     *     {@link org.stagepost.credential.SecretSource#current}
     */
    public static LoggedIn perform(WireConnection connection, MailboxLogin login) {
        try {
            return attempts(connection, login);
        } catch (MigrationException e) {
            connection.cut();
            throw e;
        }
    }

    private static LoggedIn attempts(WireConnection connection, MailboxLogin login) {
        Secret secret = login.secret().current();
        try {
            return attempt(connection, login, secret);
        } catch (MigrationException e) {
            boolean mayHelp = e.code() == FailureCode.CREDENTIALS_REFUSED
                    && connection.isOpen()
                    && login.secret().refused(secret);
            if (!mayHelp) {
                throw e;
            }
        }
        return attempt(connection, login, login.secret().current());
    }

    private static LoggedIn attempt(WireConnection connection, MailboxLogin login, Secret secret) {
        LoginAttempt attempt = new LoginAttempt(connection, login, secret);
        try {
            LoggedIn in = attempt.run();
            login.secret().accepted(secret);
            return in;
        } catch (MigrationException e) {
            MigrationException shown = attempt.masked(doubted(e, login, secret));
            throw hungUp(e) ? closed(shown, login) : shown;
        }
    }

    /** With what the secret's source thinks of the refusal. */
    private static MigrationException doubted(MigrationException failure, MailboxLogin login, Secret secret) {
        String doubts = failure.code() == FailureCode.CREDENTIALS_REFUSED
                ? login.secret().doubts(secret)
                : "";
        return doubts.isEmpty() ? failure : failure.reworded(failure.detail() + " (" + doubts + ")");
    }

    /**
     * Dovecot, asked by a master user for a mailbox that does not exist, now and then just closes the connection. The
     * server was there a moment ago, so this one mailbox is to blame; if it is not, the next one will tell.
     */
    private static boolean hungUp(MigrationException failure) {
        return failure.getCause() instanceof EOFException || failure.getCause() instanceof SocketException;
    }

    private static MigrationException closed(MigrationException failure, MailboxLogin login) {
        return failure.as(FailureCode.MAILBOX_BUSY, failure.detail() + " at the login of " + UserName.of(login));
    }

    /**
     * The same failure as that of a mailbox that was let in: the server was there a moment ago, so this one mailbox is to
     * blame; if it is not, the next login will tell.
     */
    public static MigrationException afterwards(MigrationException failure) {
        return failure.code() == FailureCode.ENDPOINT_UNREACHABLE
                ? failure.as(FailureCode.CONNECTION_LOST, failure.detail())
                : failure;
    }
}
