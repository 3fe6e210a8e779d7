package org.stagepost.sync;

import java.util.Map;
import org.stagepost.credential.Secret;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.Security;
import org.stagepost.imap.ImapMailboxConnector;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.testing.RealServer;

/** The mailboxes of the users of a real server of its own, user 1 and up. */
final class RealMailboxes implements AutoCloseable {
    private final RealServer server;

    RealMailboxes(String name, int users) {
        server = RealServer.start(name, Map.of("USERS", Integer.toString(users)));
    }

    TargetMailbox target(int user) {
        return new ImapMailboxConnector().openTarget(endpoint(), login(user));
    }

    SourceMailbox source(int user) {
        return new ImapMailboxConnector().openSource(endpoint(), login(user));
    }

    private Endpoint endpoint() {
        return new Endpoint(
                "new-mail",
                EndpointKind.IMAP,
                "127.0.0.1",
                server.port(),
                Security.NONE,
                true,
                "",
                Login.perUser(),
                "",
                "",
                1,
                1);
    }

    private static MailboxLogin login(int user) {
        return MailboxLogin.plain("user%02d".formatted(user), Secret.of("secret"));
    }

    @Override
    public void close() {
        server.close();
    }
}
