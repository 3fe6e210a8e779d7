package org.stagepost.imap;

import java.util.List;
import java.util.function.Function;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.imap.ImapSession.Opening;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.FolderState;
import org.stagepost.imap.wire.ImapCapability;
import org.stagepost.imap.wire.ListOption;
import org.stagepost.imap.wire.ListReplies;
import org.stagepost.imap.wire.ListedName;
import org.stagepost.imap.wire.NamespaceReplies;
import org.stagepost.imap.wire.NamespaceReplies.Namespace;
import org.stagepost.imap.wire.WireConnection;
import org.stagepost.imap.wire.WireLimits;
import org.stagepost.imap.wire.WireLogin;
import org.stagepost.imap.wire.WireOpening;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** Opens one mailbox: connects, logs in, and asks where its folders are. */
final class ImapOpening {
    private final Endpoint endpoint;
    private final MailboxLogin login;
    private final WireLimits limits;

    ImapOpening(Endpoint endpoint, MailboxLogin login, WireLimits limits) {
        this.endpoint = endpoint;
        this.login = login;
        this.limits = limits;
    }

    ImapSourceMailbox source() {
        return open(
                Opening.TO_READ, opened -> new ImapSourceMailbox(opened.session, opened.tree, opened.tellsVanished));
    }

    ImapTargetMailbox target() {
        return open(Opening.TO_WRITE, opened -> new ImapTargetMailbox(opened.session, opened.tree, opened.inbox));
    }

    private <T> T open(Opening opening, Function<Opened, T> mailbox) {
        WireConnection connection = connect();
        try {
            return mailbox.apply(login.userRoot().isEmpty() ? whole(connection, opening) : rooted(connection));
        } catch (MigrationException e) {
            connection.close();
            throw WireLogin.afterwards(e);
        }
    }

    /** Lists the folders of a connection that is logged in; for the probe. */
    FolderTree tree(WireConnection connection) {
        return login.userRoot().isEmpty() ? whole(connection, Opening.TO_READ).tree : rooted(connection).tree;
    }

    /** A mailbox that was opened, and what is known of it then. */
    private record Opened(ImapSession session, FolderTree tree, FolderState inbox, boolean tellsVanished) {}

    private Opened whole(WireConnection connection, Opening opening) {
        Surroundings around = Surroundings.of(connection, opening);
        around.await();
        Namespace first = around.personal().get(0);
        ImapSession session =
                new ImapSession(connection, this::connect, ImapFolderNames.personal(first.separator(), first.prefix()));
        FolderState inbox = inbox(session, around, opening);
        List<String> prefixes =
                around.personal().stream().map(Namespace::prefix).toList();
        FolderTree tree = new FolderTree(session, prefixes, around.foreign(), around.list());
        return new Opened(session, tree, inbox, around.tellsVanished());
    }

    /** Below a user root everything is the user's, wherever that root is. */
    private Opened rooted(WireConnection connection) {
        ImapFolderNames names = ImapFolderNames.below(separator(connection), login.userRoot());
        ImapSession session = new ImapSession(connection, this::connect, names);
        requireRoot(new FolderPresence(session));
        FolderTree tree = new FolderTree(session, List.of(names.prefix()), List.of(), null);
        return new Opened(session, tree, session.unopened(), false);
    }

    private WireConnection connect() {
        WireConnection connection = WireOpening.open(endpoint, limits);
        WireLogin.perform(connection, login);
        return connection;
    }

    /** RFC 2342 tells it; without that an empty name asks for it (RFC 9051 §6.3.9). */
    private static String separator(WireConnection connection) {
        if (connection.capabilities().has(ImapCapability.NAMESPACE)) {
            NamespaceReplies replies = new NamespaceReplies();
            connection.run(Command.namespace(), replies);
            if (!replies.personal().isEmpty()) {
                return replies.personal().get(0).separator();
            }
        }
        ListReplies replies = new ListReplies();
        connection.run(Command.list("", ListOption.PLAIN), replies);
        return replies.names().stream().map(ListedName::separator).findFirst().orElse("");
    }

    /** A mailbox without an inbox is none: an administrator's login may succeed for users that do not exist. */
    private FolderState inbox(ImapSession session, Surroundings around, Opening opening) {
        if (around.provesInbox()) {
            return session.unopened();
        }
        try {
            Selection inbox = around.inbox(session).orElseGet(() -> session.select(FolderPath.INBOX, opening));
            session.proven(FolderPath.INBOX, inbox.checked());
            return inbox.checked();
        } catch (MigrationException e) {
            if (e.code() != FailureCode.FOLDER_GONE && e.code() != FailureCode.FOLDER_REFUSED) {
                throw e;
            }
            throw new MigrationException(
                    FailureCode.MAILBOX_MISSING, "mailbox " + login.mailbox() + " cannot be opened: " + e.detail(), e);
        }
    }

    /** Nothing can be selected at a root that only holds folders; but a mistyped one is not even listed. */
    private void requireRoot(FolderPresence presence) {
        if (!presence.holdsRoot()) {
            throw new MigrationException(
                    FailureCode.MAILBOX_MISSING,
                    endpoint.address() + ": no folder " + login.userRoot() + ", the user root of " + login.mailbox());
        }
    }
}
