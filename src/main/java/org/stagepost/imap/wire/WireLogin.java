package org.stagepost.imap.wire;

import java.io.EOFException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Logs in: LOGIN, or AUTHENTICATE PLAIN where LOGIN is disabled, cannot carry the words, or cannot name a mailbox. */
public final class WireLogin {
    private WireLogin() {}

    /**
     * @return the server's words
     * @throws MigrationException CREDENTIALS_REFUSED (with an administrator's login nobody can tell whether it or the
     *     mailbox is wrong, so one wrong mailbox must not end the batch), ENDPOINT_REFUSED when the server offers no
     *     way to log in, MAILBOX_BUSY, ENDPOINT_THROTTLED, ENDPOINT_UNREACHABLE, and
     *     CONNECTION_LOST when it breaks after a good answer
     */
    public static String perform(WireConnection connection, MailboxLogin login) {
        try {
            return attempt(connection, login);
        } catch (MigrationException e) {
            connection.cut();
            MigrationException shown = withoutSecret(e, login);
            throw hungUp(e) ? closed(shown, login) : shown;
        }
    }

    /**
     * Dovecot, asked by a master user for a mailbox that does not exist, now and then just closes the connection. The
     * server was there a moment ago, so this one mailbox is to blame; if it is not, the next one will tell.
     */
    private static boolean hungUp(MigrationException failure) {
        return failure.getCause() instanceof EOFException || failure.getCause() instanceof SocketException;
    }

    private static MigrationException closed(MigrationException failure, MailboxLogin login) {
        return failure.as(FailureCode.MAILBOX_BUSY, failure.detail() + " at the login of " + userName(login));
    }

    private static String attempt(WireConnection connection, MailboxLogin login) {
        Optional<String> unusable = unusable(login);
        if (unusable.isPresent()) {
            throw new MigrationException(FailureCode.CREDENTIALS_REFUSED, unusable.get());
        }
        TaggedReply reply = connection.run(command(connection, login), UntaggedReplies.ignored());
        if (!reply.isOk()) {
            throw Refusals.failure(
                    Refusals.Moment.LOGIN, connection.endpoint(), "refused the login " + userName(login), reply);
        }
        if (!reply.code().is("CAPABILITY")) {
            askCapabilities(connection);
        }
        return reply.words();
    }

    private static void askCapabilities(WireConnection connection) {
        try {
            connection.askCapabilities();
        } catch (MigrationException e) {
            throw afterwards(e);
        }
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

    private static Optional<String> unusable(MailboxLogin login) {
        if (userName(login).isEmpty()) {
            return Optional.of("there is no user name for mailbox " + login.mailbox());
        }
        if (login.password().isEmpty()) {
            return Optional.of("there is no password for " + userName(login));
        }
        String all = userName(login) + login.mailbox() + login.password().reveal();
        return all.indexOf('\0') >= 0 ? Optional.of("user name or password holds a NUL character") : Optional.empty();
    }

    private static Command command(WireConnection connection, MailboxLogin login) {
        Capabilities offered = connection.capabilities();
        boolean mayLogin = !offered.has(ImapCapability.LOGINDISABLED);
        boolean mayAuthenticate = offered.has(ImapCapability.AUTH_PLAIN);
        if (login.style() == LoginStyle.AUTHZID && !mayAuthenticate) {
            throw noWay(connection, "it does not offer AUTH=PLAIN, which an authorization id needs");
        }
        if (!mayLogin && !mayAuthenticate) {
            throw noWay(connection, "it offers no login with a password on this connection (LOGINDISABLED)");
        }
        // RFC 9051 §6.2.3 leaves the charset of LOGIN open; SASL says UTF-8
        boolean plain = isAscii(userName(login)) && isAscii(login.password().reveal());
        if (login.style() != LoginStyle.AUTHZID && mayLogin && (plain || !mayAuthenticate)) {
            return Command.login(userName(login), login.password());
        }
        return Command.authenticatePlain(response(login), offered);
    }

    /** RFC 4616 §2. */
    private static String response(MailboxLogin login) {
        String authorizationId = login.style() == LoginStyle.AUTHZID ? login.mailbox() : "";
        return authorizationId + "\0" + userName(login) + "\0"
                + login.password().reveal();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static String userName(MailboxLogin login) {
        return switch (login.style()) {
            case PLAIN, AUTHZID -> login.loginUser();
            case MASTER_USER -> login.mailbox() + login.separator() + login.loginUser();
        };
    }

    private static MigrationException noWay(WireConnection connection, String why) {
        return new MigrationException(
                FailureCode.ENDPOINT_REFUSED, connection.endpoint().address() + ": " + why);
    }

    /** Servers have been seen to repeat what they did not understand. */
    private static MigrationException withoutSecret(MigrationException failure, MailboxLogin login) {
        if (login.password().isEmpty()) {
            return failure;
        }
        String detail = failure.detail();
        for (String form : forms(login)) {
            detail = detail.replace(form, "***");
        }
        return detail.equals(failure.detail()) ? failure : failure.reworded(detail);
    }

    /** The password in every form that was or may have been sent, the longer ones first. */
    private static List<String> forms(MailboxLogin login) {
        String secret = login.password().reveal();
        byte[] response = response(login).getBytes(StandardCharsets.UTF_8);
        return List.of(
                Base64.getEncoder().encodeToString(response),
                Base64.getEncoder().withoutPadding().encodeToString(response),
                Command.quoted(secret),
                new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                secret);
    }
}
