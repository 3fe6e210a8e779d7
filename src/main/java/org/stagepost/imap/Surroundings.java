package org.stagepost.imap;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stagepost.imap.ImapSession.Opening;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.EnabledReplies;
import org.stagepost.imap.wire.FolderReplies;
import org.stagepost.imap.wire.ImapCapability;
import org.stagepost.imap.wire.NamespaceReplies;
import org.stagepost.imap.wire.NamespaceReplies.Namespace;
import org.stagepost.imap.wire.Submitted;
import org.stagepost.imap.wire.WireConnection;
import org.stagepost.model.FolderPath;

/** All that is asked about a mailbox right after the login, in one go. */
final class Surroundings {
    private static final String INBOX = "INBOX";
    /** Courier's root, and that of those that took after it. */
    private static final String BELOW_INBOX = "INBOX.";

    private final WireConnection connection;
    private final EnabledReplies enabled = new EnabledReplies();
    private final NamespaceReplies namespaces = new NamespaceReplies();
    private final FolderReplies inbox = new FolderReplies();
    private final List<Submitted> commands = new ArrayList<>();
    private final AskedList list;
    private final @Nullable Submitted selected;

    private Surroundings(WireConnection connection, Opening opening) {
        this.connection = connection;
        if (opening == Opening.TO_READ) {
            countChanges();
        }
        if (connection.capabilities().has(ImapCapability.NAMESPACE)) {
            commands.add(connection.submit(Command.namespace(), namespaces));
        }
        list = AskedList.of(connection, List.of("*"));
        selected = opening == Opening.TO_READ && connection.capabilities().has(ImapCapability.LIST_STATUS)
                ? null
                : connection.submit(opening.command(INBOX), inbox);
    }

    static Surroundings of(WireConnection connection, Opening opening) {
        return new Surroundings(connection, opening);
    }

    /** Must be asked for before a folder is selected (RFC 7162 §3.1.8, RFC 5161 §3.1). */
    private void countChanges() {
        if (connection.capabilities().has(ImapCapability.ENABLE)
                && connection.capabilities().countsChanges()) {
            boolean resync = connection.capabilities().has(ImapCapability.QRESYNC);
            ImapCapability wanted = resync ? ImapCapability.QRESYNC : ImapCapability.CONDSTORE;
            commands.add(connection.submit(Command.enable(wanted), enabled));
        }
    }

    /** The mailbox's folders, and perhaps others. */
    AskedList list() {
        return list;
    }

    /** True when the server will also tell what is gone (RFC 7162 §3.2.3). */
    boolean tellsVanished() {
        return enabled.has(ImapCapability.QRESYNC);
    }

    List<Namespace> foreign() {
        return namespaces.foreign();
    }

    /** The namespaces that are the user's own, the one for new folders first; never none. */
    List<Namespace> personal() {
        if (!namespaces.personal().isEmpty()) {
            return namespaces.personal();
        }
        return List.of(new Namespace(liesBelowInbox() ? BELOW_INBOX : "", list.separator()));
    }

    /** A server that does not say so, but has every folder there. */
    private boolean liesBelowInbox() {
        Set<String> others = new LinkedHashSet<>(list.names().keySet());
        others.removeIf(INBOX::equalsIgnoreCase);
        return !others.isEmpty()
                && others.stream()
                        .allMatch(name -> name.toUpperCase(Locale.ROOT).startsWith(BELOW_INBOX));
    }

    /** Waits for all of it; what is refused is told when it is used. */
    void await() {
        list.settle();
        commands.forEach(Submitted::await);
    }

    /** True when the server told the inbox's status with the list: then it can be opened. */
    boolean provesInbox() {
        return selected == null && list.statuses().keySet().stream().anyMatch(INBOX::equalsIgnoreCase);
    }

    /** The inbox as it was selected, if it was. */
    Optional<Selection> inbox(ImapSession session) {
        return Optional.ofNullable(selected).map(command -> session.selected(FolderPath.INBOX, inbox, command));
    }
}
