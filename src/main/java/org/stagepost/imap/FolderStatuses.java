package org.stagepost.imap;

import org.stagepost.imap.wire.FolderState;
import org.stagepost.mailbox.FolderStatus;

/** Turns what a server told of a folder into the four numbers that the engine compares. */
final class FolderStatuses {
    private FolderStatuses() {}

    static FolderStatus of(FolderState state) {
        String position = state.uidNext() > 0 ? Long.toString(state.uidNext()) : "";
        return new FolderStatus(Long.toString(state.uidValidity()), position, state.messages(), "", "");
    }
}
