package org.stagepost.imap;

import java.util.List;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.ListOption;
import org.stagepost.imap.wire.ListReplies;
import org.stagepost.imap.wire.ListedName;
import org.stagepost.imap.wire.TaggedReply;
import org.stagepost.model.FolderPath;

/** Asks whether single folders are listed, for servers whose refusals do not say (RFC 5530 codes are optional). */
final class FolderPresence {
    private final ImapSession session;

    FolderPresence(ImapSession session) {
        this.session = session;
    }

    /** True when the server lists the folder as one that can be selected. */
    boolean exists(FolderPath folder) {
        return isAskable(folder)
                && answer(session.wire(folder)).names().stream().anyMatch(name -> is(folder, name));
    }

    /** True when the server lists folders and not this one. */
    boolean isMissing(FolderPath folder) {
        if (!isAskable(folder)) {
            return false;
        }
        Answer answer = answer(session.wire(folder));
        return answer.reply().isOk() && answer.names().stream().noneMatch(name -> is(folder, name));
    }

    /** True when there is a folder at the root of the mailbox, or one below it. */
    boolean holdsRoot() {
        String below = session.names().prefix() + "%";
        return answer(session.names().inbox()).names().stream().anyMatch(name -> !name.has("\\nonexistent"))
                || answer(below).names().stream()
                        .anyMatch(name -> !name.name().equals(session.names().prefix()));
    }

    /** The inbox always exists (RFC 9051 §5.1); a name with a wildcard would ask for others, too. */
    private boolean isAskable(FolderPath folder) {
        String name = session.wire(folder);
        return !name.equals("INBOX") && name.indexOf('*') < 0 && name.indexOf('%') < 0;
    }

    private boolean is(FolderPath folder, ListedName listed) {
        return !listed.has("\\noselect")
                && !listed.has("\\nonexistent")
                && session.names().path(listed.name()).equals(session.names().path(session.wire(folder)));
    }

    private Answer answer(String pattern) {
        ListReplies replies = new ListReplies();
        TaggedReply reply = session.run(Command.list(pattern, ListOption.PLAIN), replies);
        return new Answer(reply, replies.names());
    }

    private record Answer(TaggedReply reply, List<ListedName> names) {}
}
