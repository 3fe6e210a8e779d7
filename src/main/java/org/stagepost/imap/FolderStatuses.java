package org.stagepost.imap;

import java.util.Optional;
import org.stagepost.imap.wire.FolderState;
import org.stagepost.mailbox.FolderStatus;

/** Turns what a server told of a folder into what the engine compares. */
final class FolderStatuses {
    private FolderStatuses() {}

    static FolderStatus of(FolderState state) {
        if (state.uidValidity() == 0) {
            return FolderStatus.UNKNOWN;
        }
        return new FolderStatus(
                Long.toString(state.uidValidity()),
                known(state.uidNext()),
                state.messages(),
                known(state.highestModSeq()),
                state.mailboxId());
    }

    static FolderStatus of(Optional<FolderState> state) {
        return state.map(FolderStatuses::of).orElse(FolderStatus.UNKNOWN);
    }

    private static String known(long number) {
        return number > 0 ? Long.toString(number) : "";
    }
}
