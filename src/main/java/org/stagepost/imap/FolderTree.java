package org.stagepost.imap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stagepost.imap.wire.FolderState;
import org.stagepost.imap.wire.ListedName;
import org.stagepost.imap.wire.NamespaceReplies.Namespace;
import org.stagepost.mailbox.Folder;
import org.stagepost.model.FolderPath;

/** Lists a mailbox's own folders: neither other users' nor shared ones, each once, the inbox always among them. */
final class FolderTree {
    private final ImapSession session;
    private final List<String> patterns;
    private final Collection<Namespace> foreign;
    /** What was listed when the mailbox was opened; good for the first time. */
    private @Nullable AskedList listed;

    /** @param prefixes of the namespaces that are the user's own */
    FolderTree(
            ImapSession session,
            Collection<String> prefixes,
            Collection<Namespace> foreign,
            @Nullable AskedList listed) {
        this.session = session;
        this.patterns = patterns(session.names(), prefixes);
        this.foreign = List.copyOf(foreign);
        this.listed = listed;
    }

    /** The inbox lies outside of a namespace that has a prefix. */
    private static List<String> patterns(ImapFolderNames names, Collection<String> prefixes) {
        Set<String> patterns = new LinkedHashSet<>();
        prefixes.forEach(prefix -> patterns.add(prefix + "*"));
        if (patterns.contains("*")) {
            return List.of("*");
        }
        patterns.add(names.inbox());
        return List.copyOf(patterns);
    }

    /** From now on there may be others than were listed. */
    void forget() {
        listed = null;
    }

    List<Folder> folders() {
        session.recall();
        AskedList asked = listed == null ? AskedList.of(session.connection(), patterns) : listed;
        forget();
        asked.withSubscriptions(patterns).await();
        Map<String, ListedName> names = asked.names();
        names.values().removeIf(name -> !isOwn(name));
        Map<FolderPath, String> paths = session.names().paths(names.keySet());
        session.remember(paths);
        return folders(paths, names, asked);
    }

    private List<Folder> folders(Map<FolderPath, String> paths, Map<String, ListedName> names, AskedList asked) {
        Map<String, FolderState> statuses = asked.statuses();
        Set<String> subscribed = asked.subscribed();
        List<Folder> folders = new ArrayList<>();
        paths.forEach((path, wire) -> Optional.ofNullable(names.get(wire))
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
        return new Folder(path, name.specialUses(), AskedList.isSelectable(name), isSubscribed);
    }

    /** RFC 2342: a foreign prefix may lie inside the personal namespace; and more may have been listed than asked for. */
    private boolean isOwn(ListedName listed) {
        String name = listed.name();
        return isBelow(name)
                && (!name.equals(session.names().inbox()) || AskedList.isSelectable(listed) || patterns.contains("*"))
                && foreign.stream()
                        .filter(namespace -> !namespace.prefix().isEmpty())
                        .noneMatch(namespace -> (name + namespace.separator()).startsWith(namespace.prefix()));
    }

    private boolean isBelow(String name) {
        return name.equalsIgnoreCase(session.names().inbox())
                || patterns.stream()
                        .filter(pattern -> pattern.endsWith("*"))
                        .map(pattern -> pattern.substring(0, pattern.length() - 1))
                        .anyMatch(prefix -> prefix.isEmpty()
                                || (name.length() > prefix.length()
                                        && name.regionMatches(true, 0, prefix, 0, prefix.length())));
    }
}
