package org.stagepost.imap;

import java.util.List;
import java.util.Optional;
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
import org.stagepost.imap.wire.Submitted;
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
    private final Lines lines;

    ImapOpening(Endpoint endpoint, MailboxLogin login, WireLimits limits, Lines lines) {
        this.endpoint = endpoint;
        this.login = login;
        this.limits = limits;
        this.lines = lines;
    }

    ImapSourceMailbox source() {
        return open(
                Opening.TO_READ, opened -> new ImapSourceMailbox(opened.session, opened.tree, opened.tellsVanished));
    }

    ImapTargetMailbox target() {
        return open(Opening.TO_WRITE, opened -> new ImapTargetMailbox(opened.session, opened.tree, opened.inbox));
    }

    ImapMailboxSurvey survey() {
        return open(
                Opening.TO_READ,
                opened -> new ImapMailboxSurvey(
                        opened.session, new ImapSourceMailbox(opened.session, opened.tree, opened.tellsVanished)));
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

    /** Looks round on a connection that is logged in; for the probe. */
    Opened opened(WireConnection connection) {
        return login.userRoot().isEmpty() ? whole(connection, Opening.TO_READ) : rooted(connection);
    }

    /** A mailbox that was opened, and what is known of it then. */
    record Opened(ImapSession session, FolderTree tree, FolderState inbox, boolean tellsVanished) {}

    private Opened whole(WireConnection connection, Opening opening) {
        Surroundings around = Surroundings.of(connection, opening);
        Optional<Submitted> compression = compress(connection);
        around.await();
        compression.ifPresent(Submitted::await);
        Namespace first = around.personal().get(0);
        ImapSession session = session(connection, ImapFolderNames.personal(first.separator(), first.prefix()));
        FolderState inbox = inbox(session, around, opening);
        List<String> prefixes =
                around.personal().stream().map(Namespace::prefix).toList();
        FolderTree tree = new FolderTree(session, prefixes, around.foreign(), around.list());
        return new Opened(session, tree, inbox, around.tellsVanished());
    }

    /** Below a user root everything is the user's, wherever that root is. */
    private Opened rooted(WireConnection connection) {
        ImapFolderNames names = ImapFolderNames.below(separator(connection), login.userRoot());
        ImapSession session = session(connection, names);
        requireRoot(new FolderPresence(session));
        FolderTree tree = new FolderTree(session, List.of(names.prefix()), List.of(), null);
        return new Opened(session, tree, session.unopened(), false);
    }

    private ImapSession session(WireConnection connection, ImapFolderNames names) {
        return new ImapSession(connection, this::reconnect, this::compressAlone, names);
    }

    private WireConnection connect() {
        // somebody may have to sign in for it, and no server waits that long
        login.secret().current();
        WireConnection connection = WireOpening.open(endpoint, limits, lines.to(endpoint), login.trace());
        WireLogin.perform(connection, login);
        return connection;
    }

    private WireConnection reconnect() {
        WireConnection connection = connect();
        compress(connection);
        return connection;
    }

    /** Behind questions whose answers are awaited anyway: then it costs no round trip. */
    private Optional<Submitted> compress(WireConnection connection) {
        return lines.gainFromCompression(endpoint) ? connection.compress() : Optional.empty();
    }

    private void compressAlone(WireConnection connection) {
        if (lines.gainFromCompression(endpoint)) {
            connection.compressAlone();
        }
    }

    /** RFC 2342 tells it; without that an empty name asks for it (RFC 9051 §6.3.9). */
    private String separator(WireConnection connection) {
        if (connection.capabilities().has(ImapCapability.NAMESPACE)) {
            NamespaceReplies replies = new NamespaceReplies();
            Submitted asked = connection.submit(Command.namespace(), replies);
            compress(connection);
            asked.await();
            if (!replies.personal().isEmpty()) {
                return replies.personal().get(0).separator();
            }
        }
        ListReplies replies = new ListReplies();
        Submitted asked = connection.submit(Command.list("", ListOption.PLAIN), replies);
        compress(connection);
        asked.await();
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
            throw e.as(FailureCode.MAILBOX_MISSING, "mailbox " + login.mailbox() + " cannot be opened: " + e.detail());
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
