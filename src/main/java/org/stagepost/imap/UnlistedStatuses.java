package org.stagepost.imap;

import java.util.List;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.FolderReplies;
import org.stagepost.imap.wire.ImapCapability;
import org.stagepost.imap.wire.TaggedReply;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.FolderStatus;

/** Asks for the status of each folder where a listing does not tell it (RFC 5819 is optional). */
final class UnlistedStatuses {
    private final ImapSession session;

    UnlistedStatuses(ImapSession session) {
        this.session = session;
    }

    /** The same folders; a server that tells statuses with the list has said all that it can. */
    List<Folder> completed(List<Folder> folders) {
        if (session.capabilities().has(ImapCapability.LIST_STATUS)) {
            return folders;
        }
        return folders.stream().map(this::completed).toList();
    }

    private Folder completed(Folder folder) {
        return folder.selectable() && !folder.status().isKnown() ? folder.with(status(folder)) : folder;
    }

    /** Unknown when it is refused: whoever opens the folder will be told why. */
    private FolderStatus status(Folder folder) {
        FolderReplies replies = new FolderReplies();
        TaggedReply reply = session.run(Command.status(session.wire(folder.path()), session.capabilities()), replies);
        return reply.isOk() ? FolderStatuses.of(replies.state()) : FolderStatus.UNKNOWN;
    }
}
