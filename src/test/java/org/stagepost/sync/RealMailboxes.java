package org.stagepost.sync;

import org.stagepost.credential.Secret;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Security;
import org.stagepost.imap.ImapMailboxConnector;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;

/** The mailboxes of the users of a real server, user 1 and up. */
record RealMailboxes(int port) {
    TargetMailbox target(int user) {
        return new ImapMailboxConnector().openTarget(endpoint(), login(user));
    }

    SourceMailbox source(int user) {
        return new ImapMailboxConnector().openSource(endpoint(), login(user));
    }

    private Endpoint endpoint() {
        return Endpoint.at("new-mail", EndpointKind.IMAP, "127.0.0.1", port, Protection.of(Security.NONE, ""));
    }

    private static MailboxLogin login(int user) {
        return MailboxLogin.plain("user%02d".formatted(user), Secret.of("secret"));
    }
}
