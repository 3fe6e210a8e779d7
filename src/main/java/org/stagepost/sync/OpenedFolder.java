package org.stagepost.sync;

import org.stagepost.mailbox.FolderListing;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.FolderStatus;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * A folder pair at the beginning of a run.
 *
 * @param known as it was stored; {@link FolderAccount#UNKNOWN} if there is no state
 * @param listing of the source; where {@code known} is of its identity, items that have a copy may be left out
 * @param target as it was opened
 */
record OpenedFolder(FolderPair pair, FolderAccount known, FolderListing listing, FolderStatus target) {
    /** False when keys and positions that are remembered mean nothing any more, on either side. */
    boolean isKnown() {
        FolderState state = known.state();
        return listing.identity().equals(state.source().identity())
                && target.identity().equals(state.tbase().identity())
                && !isBefore(listing.status().mark(), state.source().mark())
                && !isBefore(target.mark(), state.tbase());
    }

    /** @throws MigrationException FOLDER_REBUILT when the position means nothing any more */
    static FolderMark checked(FolderMark now, FolderMark then) {
        if (!now.identity().equals(then.identity()) || isBefore(now, then)) {
            throw new MigrationException(FailureCode.FOLDER_REBUILT, "the target folder was rebuilt during the run");
        }
        return now;
    }

    /** As after a server was restored from an old backup: keys are given away a second time. */
    private static boolean isBefore(FolderMark now, FolderMark then) {
        return KeyNumber.of(now) != KeyNumber.NONE && KeyNumber.of(now) < KeyNumber.of(then);
    }
}
