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
    private @Nullable Submitted last;
    private @Nullable Submitted lastChange;
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

    /** The newest command that needs it. */
    void followedBy(Submitted later) {
        last = later;
    }

    /** True when more may be asked of the folder: it was not refused, and all that was asked is answered. */
    boolean isUsable(FolderPath wanted) {
        return folder.equals(wanted) && !command.isRefused() && (last == null || last.isDone());
    }

    /** The same for a change of marks, which brings no messages: others may be on their way. */
    boolean isUsableToChange(FolderPath wanted) {
        return isUsable(wanted) || (folder.equals(wanted) && !command.isRefused() && last == lastChange);
    }

    /** The newest command is a change of marks. */
    void changedBy(Submitted later) {
        lastChange = later;
    }

    boolean isOf(FolderPath wanted) {
        return folder.equals(wanted);
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
        // RFC 9051 §6.3.2 requires it; a folder of which nobody knows how much it holds is not an empty one
        session.require(state.messages() >= 0, "no EXISTS for folder " + folder);
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
