package org.stagepost.imap;

import org.jspecify.annotations.Nullable;
import org.stagepost.imap.wire.FolderReplies;
import org.stagepost.imap.wire.FolderState;
import org.stagepost.imap.wire.Submitted;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** A folder as it was selected; the server's answer may still be on its way. */
final class Selection {
    private final ImapSession session;
    private final FolderPath folder;
    private final FolderReplies replies;
    private final Submitted command;
    private @Nullable MigrationException refusal;

    Selection(ImapSession session, FolderPath folder, FolderReplies replies, Submitted command) {
        this.session = session;
        this.folder = folder;
        this.replies = replies;
        this.command = command;
    }

    Submitted command() {
        return command;
    }

    /** False when the server was heard to refuse: then what was asked behind it is nothing of this folder's. */
    boolean isUsable(FolderPath wanted) {
        return folder.equals(wanted) && !command.isRefused();
    }

    /** True when messages that come now are this folder's, under the keys that are known. */
    boolean isSound() {
        return command.isDone() && !command.isRefused() && session.isSame(folder, replies.state());
    }

    /**
     * Waits for the server's answer.
     *
     * @throws MigrationException FOLDER_GONE, FOLDER_REFUSED
     */
    FolderState state() {
        if (!command.await().isOk()) {
            throw refusal();
        }
        FolderState state = replies.state();
        session.require(state.uidValidity() > 0, "no UIDVALIDITY for folder " + folder);
        return state;
    }

    /** The same; FOLDER_REBUILT when its UIDVALIDITY is not the one that was seen before. */
    FolderState checked() {
        FolderState state = state();
        session.check(folder, state.uidValidity());
        return state;
    }

    private MigrationException refusal() {
        if (refusal == null) {
            refusal = session.refused(folder, command.await());
        }
        return refusal;
    }
}
