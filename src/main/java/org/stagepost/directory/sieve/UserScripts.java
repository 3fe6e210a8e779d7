package org.stagepost.directory.sieve;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.stagepost.credential.Secret;
import org.stagepost.directory.SieveLogin;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Origin;

/** One user's Sieve scripts, logged in. Used by one thread. */
final class UserScripts implements AutoCloseable {
    private final SieveLine line;
    private final String mailbox;

    private UserScripts(SieveLine line, String mailbox) {
        this.line = line;
        this.mailbox = mailbox;
    }

    /** @throws MigrationException as {@link SieveLine#open}, and CREDENTIALS_REFUSED, ENDPOINT_REFUSED (no PLAIN) */
    static UserScripts open(Endpoint endpoint, Connections connections, SieveLogin login) {
        SieveLine line = SieveLine.open(endpoint, connections);
        try {
            return on(line, login);
        } catch (RuntimeException e) {
            line.close();
            throw e;
        }
    }

    /** On a connection that is open; it belongs to the scripts then. @throws MigrationException as {@link #open} */
    static UserScripts on(SieveLine line, SieveLogin login) {
        logIn(line, login);
        return new UserScripts(line, login.mailbox());
    }

    private static void logIn(SieveLine line, SieveLogin login) {
        Endpoint endpoint = line.endpoint();
        if (!line.has("SASL", "plain")) {
            throw new MigrationException(
                    FailureCode.ENDPOINT_REFUSED,
                    endpoint.address() + ": it offers no SASL PLAIN, but "
                            + line.capability("SASL").orElse("nothing"),
                    null,
                    new Origin(endpoint.address()));
        }
        String secret = login.password().reveal();
        String message = login.authorizationId() + "\0" + login.user() + "\0" + secret;
        if (message.chars().filter(c -> c == 0).count() != 2
                || secret.isEmpty()
                || login.user().isEmpty()) {
            throw refused(endpoint, login, "user name or password is empty, or holds a NUL");
        }
        String encoded = Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
        SieveReply reply = line.ask(SieveCommand.of("AUTHENTICATE \"PLAIN\"", encoded));
        if (!reply.isOk()) {
            throw refused(endpoint, login, masked(reply.shown(), login.password(), encoded));
        }
    }

    private static MigrationException refused(Endpoint endpoint, SieveLogin login, String why) {
        return new MigrationException(
                FailureCode.CREDENTIALS_REFUSED,
                endpoint.address() + ": refused the login " + login.user() + " for the Sieve scripts of "
                        + login.mailbox() + ": " + why,
                null,
                new Origin(endpoint.address()));
    }

    private static String masked(String words, Secret password, String encoded) {
        return words.replace(encoded, "***").replace(password.reveal(), "***");
    }

    ScriptState state() {
        SieveReply list = accepted(SieveCommand.of("LISTSCRIPTS"), "list scripts");
        List<String> names = list.lines().stream()
                .filter(words -> !words.isEmpty())
                .map(words -> words.get(0))
                .toList();
        String active = list.lines().stream()
                .filter(words -> words.size() > 1 && words.get(1).equalsIgnoreCase("ACTIVE"))
                .map(words -> words.get(0))
                .findFirst()
                .orElse("");
        Optional<String> own = names.contains(ForwardScript.NAME) ? Optional.of(own()) : Optional.empty();
        return new ScriptState(names, active, own);
    }

    private String own() {
        SieveReply reply = accepted(SieveCommand.of("GETSCRIPT", ForwardScript.NAME), "show a script");
        return reply.lines().isEmpty() || reply.lines().get(0).isEmpty()
                ? ""
                : reply.lines().get(0).get(0);
    }

    boolean supports(String extension) {
        return line.has("SIEVE", extension);
    }

    void put(String script) {
        accepted(SieveCommand.of("PUTSCRIPT", ForwardScript.NAME, script), "store a script");
    }

    /** @param name empty for none */
    void activate(String name) {
        accepted(SieveCommand.of("SETACTIVE", name), "activate a script");
    }

    void delete() {
        accepted(SieveCommand.of("DELETESCRIPT", ForwardScript.NAME), "delete a script");
    }

    private SieveReply accepted(byte[] command, String what) {
        SieveReply reply = line.ask(command);
        if (!reply.isOk()) {
            Endpoint endpoint = line.endpoint();
            throw new MigrationException(
                    FailureCode.DIRECTORY_REFUSED,
                    endpoint.address() + ": refused to " + what + " of " + mailbox + ": " + reply.shown(),
                    null,
                    new Origin(endpoint.address()));
        }
        return reply;
    }

    @Override
    public void close() {
        line.close();
    }
}
