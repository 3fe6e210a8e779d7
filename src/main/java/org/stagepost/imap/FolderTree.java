package org.stagepost.imap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.FolderState;
import org.stagepost.imap.wire.ListOption;
import org.stagepost.imap.wire.ListReplies;
import org.stagepost.imap.wire.ListedName;
import org.stagepost.imap.wire.NamespaceReplies.Namespace;
import org.stagepost.imap.wire.Refusals;
import org.stagepost.imap.wire.TaggedReply;
import org.stagepost.mailbox.Folder;
import org.stagepost.model.FolderPath;

/** Lists a mailbox's own folders: neither other users' nor shared ones, each once, the inbox always among them. */
final class FolderTree {
    private final ImapSession session;
    private final Collection<Namespace> foreign;

    FolderTree(ImapSession session, Collection<Namespace> foreign) {
        this.session = session;
        this.foreign = List.copyOf(foreign);
    }

    List<Folder> folders() {
        ListOption option = ListOption.bestOf(session.capabilities());
        Map<String, FolderState> statuses = new HashMap<>();
        Map<String, ListedName> listed = listed(option, statuses);
        Set<String> subscribed = option.tellsSubscriptions() ? Set.of() : subscribed();
        Map<FolderPath, String> paths = session.names().paths(listed.keySet());
        session.remember(paths);
        List<Folder> folders = new ArrayList<>();
        paths.forEach((path, wire) -> Optional.ofNullable(listed.get(wire))
                .ifPresent(name -> folders.add(folder(path, name, subscribed)
                        .with(FolderStatuses.of(Optional.ofNullable(statuses.get(wire)))))));
        if (!paths.containsKey(FolderPath.INBOX)) {
            // a user root may be a mere node; the inbox itself is there even where it is not listed (RFC 9051 §5.1)
            boolean selectable = session.names().inbox().equals("INBOX");
            folders.add(0, new Folder(FolderPath.INBOX, Set.of(), selectable, true));
        }
        return folders;
    }

    private static Folder folder(FolderPath path, ListedName name, Set<String> subscribed) {
        boolean isSubscribed = name.has("\\subscribed") || subscribed.contains(name.name());
        return new Folder(path, name.specialUses(), isSelectable(name), isSubscribed);
    }

    private static boolean isSelectable(ListedName name) {
        return !name.has("\\noselect") && !name.has("\\nonexistent");
    }

    private Map<String, ListedName> listed(ListOption option, Map<String, FolderState> statuses) {
        Map<String, ListedName> found = new LinkedHashMap<>();
        String prefix = session.names().prefix();
        for (ListedName name : answers(Command.list(prefix + "*", option), statuses)) {
            if (isOwn(name.name()) && !name.name().equals(prefix)) {
                found.merge(name.name(), name, (one, other) -> one);
            }
        }
        if (!prefix.isEmpty()) {
            answers(Command.list(session.names().inbox(), option), statuses).stream()
                    .filter(FolderTree::isSelectable)
                    .forEach(inbox -> found.put(inbox.name(), inbox));
        }
        return found;
    }

    private Set<String> subscribed() {
        Set<String> names = new HashSet<>();
        Map<String, FolderState> none = new HashMap<>();
        answers(Command.lsub(session.names().prefix() + "*"), none).forEach(name -> names.add(name.name()));
        answers(Command.lsub(session.names().inbox()), none).forEach(name -> names.add(name.name()));
        return names;
    }

    private List<ListedName> answers(Command command, Map<String, FolderState> statuses) {
        ListReplies replies = new ListReplies();
        TaggedReply reply = session.run(command, replies);
        if (!reply.isOk()) {
            throw session.refused(Refusals.Moment.OPEN, "the list of folders", reply);
        }
        statuses.putAll(replies.statuses());
        return replies.names();
    }

    /** RFC 2342: a longer foreign prefix inside the personal namespace is not the user's own. */
    private boolean isOwn(String name) {
        return foreign.stream()
                .filter(namespace -> !namespace.prefix().isEmpty())
                .noneMatch(namespace -> (name + namespace.separator()).startsWith(namespace.prefix()));
    }
}
