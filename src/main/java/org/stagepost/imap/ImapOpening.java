package org.stagepost.imap;

import java.util.List;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.imap.ImapSession.Opening;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.EnabledReplies;
import org.stagepost.imap.wire.FolderState;
import org.stagepost.imap.wire.ImapCapability;
import org.stagepost.imap.wire.ListOption;
import org.stagepost.imap.wire.ListReplies;
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
        WireConnection connection = connect();
        try {
            boolean tellsVanished = tellsVanished(connection);
            NamespaceReplies namespaces = namespaces(connection);
            ImapSession session = session(connection, namespaces);
            inbox(session, Opening.TO_READ);
            return new ImapSourceMailbox(session, tree(session, namespaces), tellsVanished);
        } catch (MigrationException e) {
            connection.close();
            throw e;
        }
    }

    ImapTargetMailbox target() {
        WireConnection connection = connect();
        try {
            NamespaceReplies namespaces = namespaces(connection);
            ImapSession session = session(connection, namespaces);
            FolderState inbox = inbox(session, Opening.TO_WRITE);
            return new ImapTargetMailbox(session, tree(session, namespaces), inbox);
        } catch (MigrationException e) {
            connection.close();
            throw e;
        }
    }

    /** Lists the folders of a connection that is logged in; for the probe. */
    FolderTree tree(WireConnection connection) {
        NamespaceReplies namespaces = namespaces(connection);
        return tree(session(connection, namespaces), namespaces);
    }

    /** Below a user root everything is the user's, wherever that root is. */
    private FolderTree tree(ImapSession session, NamespaceReplies namespaces) {
        return new FolderTree(session, login.userRoot().isEmpty() ? namespaces.foreign() : List.of());
    }

    private WireConnection connect() {
        WireConnection connection = WireOpening.open(endpoint, limits);
        WireLogin.perform(connection, login);
        return connection;
    }

    /**
     * Has changes counted, which must be asked for before a folder is selected (RFC 7162 §3.1.8, RFC 5161 §3.1).
     *
     * @return true when the server will also tell what is gone (RFC 7162 §3.2.3)
     */
    private static boolean tellsVanished(WireConnection connection) {
        if (!connection.capabilities().has(ImapCapability.ENABLE)
                || !connection.capabilities().countsChanges()) {
            return false;
        }
        boolean resync = connection.capabilities().has(ImapCapability.QRESYNC);
        EnabledReplies enabled = new EnabledReplies();
        connection.run(Command.enable(resync ? ImapCapability.QRESYNC : ImapCapability.CONDSTORE), enabled);
        return enabled.has(ImapCapability.QRESYNC);
    }

    private static NamespaceReplies namespaces(WireConnection connection) {
        NamespaceReplies replies = new NamespaceReplies();
        if (connection.capabilities().has(ImapCapability.NAMESPACE)) {
            connection.run(Command.namespace(), replies);
        }
        return replies;
    }

    private ImapSession session(WireConnection connection, NamespaceReplies namespaces) {
        Namespace own =
                namespaces.personal().stream().findFirst().orElseGet(() -> new Namespace("", separator(connection)));
        ImapFolderNames names = login.userRoot().isEmpty()
                ? ImapFolderNames.personal(own.separator(), own.prefix())
                : ImapFolderNames.below(own.separator(), login.userRoot());
        return new ImapSession(connection, this::connect, names);
    }

    /** RFC 9051 §6.3.9: an empty name asks for the separator. */
    private String separator(WireConnection connection) {
        ListReplies replies = new ListReplies();
        connection.run(Command.list("", ListOption.PLAIN), replies);
        return replies.names().stream()
                .map(name -> name.separator())
                .findFirst()
                .orElse("");
    }

    /** A mailbox without an inbox is none: an administrator's login may succeed for users that do not exist. */
    private FolderState inbox(ImapSession session, Opening opening) {
        if (!login.userRoot().isEmpty()) {
            requireRoot(new FolderPresence(session));
            return session.unopened();
        }
        try {
            FolderState state = session.select(FolderPath.INBOX, opening).checked();
            session.proven(FolderPath.INBOX, state);
            return state;
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
