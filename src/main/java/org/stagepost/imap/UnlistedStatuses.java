package org.stagepost.imap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.FolderReplies;
import org.stagepost.imap.wire.ImapCapability;
import org.stagepost.imap.wire.Submitted;
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
        Map<Folder, Supplier<FolderStatus>> asked = new HashMap<>();
        for (Folder folder : folders) {
            if (folder.selectable() && !folder.status().isKnown()) {
                asked.put(folder, ask(folder));
            }
        }
        return folders.stream()
                .map(folder -> Optional.ofNullable(asked.get(folder))
                        .map(status -> folder.with(status.get()))
                        .orElse(folder))
                .toList();
    }

    /** Unknown when it is refused: whoever opens the folder will be told why. */
    private Supplier<FolderStatus> ask(Folder folder) {
        FolderReplies replies = new FolderReplies();
        Submitted command =
                session.submit(Command.status(session.wire(folder.path()), session.capabilities()), replies);
        return () -> command.await().isOk() ? FolderStatuses.of(replies.state()) : FolderStatus.UNKNOWN;
    }
}
