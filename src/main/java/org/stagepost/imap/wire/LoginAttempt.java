package org.stagepost.imap.wire;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.stagepost.credential.Secret;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Security;
import org.stagepost.imap.wire.sasl.LoginExchange;
import org.stagepost.imap.wire.sasl.PlainExchange;
import org.stagepost.imap.wire.sasl.SaslExchange;
import org.stagepost.imap.wire.sasl.SaslPrep;
import org.stagepost.imap.wire.sasl.ScramExchange;
import org.stagepost.imap.wire.sasl.TokenExchange;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** One attempt to log in, with the secret as it is now. What it throws is to be {@link #masked}. */
final class LoginAttempt {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 18;

    private final WireConnection connection;
    private final MailboxLogin login;
    private final Secret secret;
    private final String user;
    private final List<String> sent = new ArrayList<>();

    LoginAttempt(WireConnection connection, MailboxLogin login, Secret secret) {
        this.connection = connection;
        this.login = login;
        this.secret = secret;
        this.user = UserName.of(login);
    }

    LoggedIn run() {
        requireUsable();
        Optional<WireTrace> trace = connection.channel().trace();
        trace.ifPresent(WireTrace::hush);
        try {
            return admitted();
        } finally {
            trace.ifPresent(reader -> reader.speak(LoginMask.forms(secret.reveal(), sent)));
        }
    }

    private LoggedIn admitted() {
        if (login.style() == LoginStyle.KERIO) {
            return loggedIn(MasterAuthentication.NAME, asMaster());
        }
        LoginWay way = way();
        TaggedReply reply = way == LoginWay.COMMAND ? command() : exchange(way);
        if (login.style() == LoginStyle.PROXYAUTH) {
            reply = proxyAuth();
        }
        return loggedIn(way.toString(), reply);
    }

    private LoggedIn loggedIn(String way, TaggedReply reply) {
        if (!reply.code().is("CAPABILITY")) {
            askCapabilities();
        }
        return new LoggedIn(way, reply.words());
    }

    /** The same failure without any form of the secret. */
    MigrationException masked(MigrationException failure) {
        return LoginMask.applied(failure, secret, sent);
    }

    private void requireUsable() {
        if (user.isEmpty()) {
            throw unusable("there is no user name for mailbox " + login.mailbox());
        }
        if (secret.isEmpty()) {
            throw unusable("there is no password for " + user);
        }
        String all = user + login.mailbox() + secret.reveal();
        // NUL parts PLAIN, and ^A the token mechanisms
        if (all.indexOf('\0') >= 0 || (isToken() && all.chars().anyMatch(Character::isISOControl))) {
            throw unusable("user name or password holds a NUL or another control character");
        }
    }

    private boolean isToken() {
        return login.style() == LoginStyle.TOKEN || login.mechanism().takesToken();
    }

    private static MigrationException unusable(String why) {
        return new MigrationException(FailureCode.CREDENTIALS_REFUSED, why);
    }

    private LoginWay way() {
        LoginWays ways = new LoginWays(
                connection.capabilities(),
                login.style(),
                login.mechanism(),
                connection.endpoint().security() == Security.NONE,
                isAscii(user) && isAscii(secret.reveal()));
        return ways.best().orElseThrow(() -> refusedByEndpoint(ways.whyNone()));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private MigrationException refusedByEndpoint(String why) {
        return new MigrationException(
                FailureCode.ENDPOINT_REFUSED, connection.endpoint().address() + ": " + why);
    }

    private TaggedReply command() {
        TaggedReply reply = connection.run(Command.login(user, secret), UntaggedReplies.ignored());
        return accepted(reply, refused(LoginWay.COMMAND), "");
    }

    private String refused(LoginWay way) {
        return "refused the login " + user + " (" + way + ")";
    }

    private SaslExchange exchangeOf(LoginWay way) {
        String authorizationId = login.style() == LoginStyle.AUTHZID ? login.mailbox() : "";
        return switch (way) {
            case COMMAND -> throw new IllegalArgumentException(way.toString());
            case PLAIN -> new PlainExchange(authorizationId, user, secret);
            case LOGIN -> new LoginExchange(user, secret);
            case SCRAM ->
                new ScramExchange(authorizationId, prepared(user), Secret.of(prepared(secret.reveal())), nonce());
            case XOAUTH2 -> TokenExchange.xoauth2(user, secret);
            case OAUTHBEARER ->
                TokenExchange.oauthbearer(
                        user,
                        connection.endpoint().host(),
                        connection.endpoint().port(),
                        secret);
        };
    }

    private static String prepared(String text) {
        return SaslPrep.prepared(text)
                .orElseThrow(
                        () -> unusable("user name or password holds characters that SCRAM cannot carry (RFC 4013)"));
    }

    private static String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private TaggedReply exchange(LoginWay way) {
        SaslExchange exchange = exchangeOf(way);
        Authentication authentication = new Authentication(connection, exchange);
        try {
            TaggedReply reply = authentication.run();
            return accepted(reply, refused(way), exchange.refusal());
        } finally {
            sent.addAll(authentication.sent());
        }
    }

    /** As the administrator who is logged in now. */
    private TaggedReply proxyAuth() {
        TaggedReply reply = connection.run(Command.proxyAuth(login.mailbox()), UntaggedReplies.ignored());
        requireKnown(reply, "PROXYAUTH");
        return accepted(reply, "refused PROXYAUTH for " + login.mailbox(), "");
    }

    private TaggedReply asMaster() {
        MasterAuthentication master = new MasterAuthentication(connection, secret);
        try {
            TaggedReply reply = master.run();
            requireKnown(reply, MasterAuthentication.NAME);
            accepted(reply, "refused the master password (" + MasterAuthentication.NAME + ")", "");
        } finally {
            sent.add(master.sent());
        }
        TaggedReply reply = connection.run(Command.setUser(login.mailbox()), UntaggedReplies.ignored());
        return accepted(reply, "refused X-SETUSER for " + login.mailbox(), "");
    }

    private void requireKnown(TaggedReply reply, String command) {
        boolean unknown = reply.status() == TaggedReply.Status.BAD
                && Refusals.meaning(Refusals.Moment.BAD, reply) == FailureCode.PROTOCOL_VIOLATED;
        if (unknown) {
            throw refusedByEndpoint("it has no " + command + ": " + reply.words());
        }
    }

    /** @param why what the server said besides; empty for nothing */
    private TaggedReply accepted(TaggedReply reply, String what, String why) {
        if (!reply.isOk()) {
            MigrationException failure = Refusals.failure(Refusals.Moment.LOGIN, connection.endpoint(), what, reply);
            throw why.isEmpty() ? failure : failure.reworded(failure.detail() + " (" + why + ")");
        }
        return reply;
    }

    private void askCapabilities() {
        try {
            connection.askCapabilities();
        } catch (MigrationException e) {
            throw WireLogin.afterwards(e);
        }
    }
}
