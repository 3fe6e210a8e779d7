package org.stagepost.imap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.FolderState;
import org.stagepost.imap.wire.ListOption;
import org.stagepost.imap.wire.ListReplies;
import org.stagepost.imap.wire.ListedName;
import org.stagepost.imap.wire.Refusals;
import org.stagepost.imap.wire.Submitted;
import org.stagepost.imap.wire.TaggedReply;
import org.stagepost.imap.wire.WireConnection;

/** A listing that was asked for; several patterns go in one round trip. */
final class AskedList {
    private final WireConnection connection;
    private final ListOption option;
    private final List<Submitted> commands = new ArrayList<>();
    private final ListReplies names = new ListReplies();
    private final ListReplies subscribed = new ListReplies();

    private AskedList(WireConnection connection, ListOption option) {
        this.connection = connection;
        this.option = option;
    }

    /** @param patterns wire names with {@code *} at their ends, or none */
    static AskedList of(WireConnection connection, List<String> patterns) {
        AskedList asked = new AskedList(connection, ListOption.bestOf(connection.capabilities()));
        patterns.forEach(pattern -> asked.ask(Command.list(pattern, asked.option), asked.names));
        return asked;
    }

    /** Asks for the subscriptions, too, where the listing does not tell them (RFC 9051 appendix E: LSUB is old). */
    AskedList withSubscriptions(List<String> patterns) {
        if (!option.tellsSubscriptions()) {
            patterns.forEach(pattern -> ask(Command.lsub(pattern), subscribed));
        }
        return this;
    }

    private void ask(Command command, ListReplies replies) {
        commands.add(connection.submit(command, replies));
    }

    /** @throws org.stagepost.model.MigrationException FOLDER_REFUSED and what else a refusal can mean */
    void await() {
        for (Submitted command : commands) {
            TaggedReply reply = command.await();
            if (!reply.isOk()) {
                throw Refusals.failure(Refusals.Moment.OPEN, connection.endpoint(), "the list of folders", reply);
            }
        }
    }

    /** Waits for the answers without judging them. */
    void settle() {
        commands.forEach(Submitted::await);
    }

    /** The server's hierarchy separator; empty when it has none, or no folder. */
    String separator() {
        return names.names().stream()
                .map(ListedName::separator)
                .filter(separator -> !separator.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** By wire name, in the server's order; of two lines for one name the more telling one. */
    Map<String, ListedName> names() {
        Map<String, ListedName> found = new LinkedHashMap<>();
        for (ListedName name : names.names()) {
            found.merge(name.name(), name, (one, other) -> isSelectable(one) ? one : other);
        }
        return found;
    }

    Map<String, FolderState> statuses() {
        return new HashMap<>(names.statuses());
    }

    Set<String> subscribed() {
        Set<String> all = new HashSet<>();
        subscribed.names().forEach(name -> all.add(name.name()));
        return all;
    }

    static boolean isSelectable(ListedName name) {
        return !name.has("\\noselect") && !name.has("\\nonexistent");
    }
}
