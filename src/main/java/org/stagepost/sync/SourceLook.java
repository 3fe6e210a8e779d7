package org.stagepost.sync;

import org.stagepost.mailbox.FolderStatus;

/** How a source folder is looked at in a pass: as cheaply as what is known of it allows. A pure function. */
enum SourceLook {
    /** Not at all: nothing has changed. */
    NONE,
    /** Only what changed is asked for. */
    CHANGES,
    /**
     * All items are listed. Where the source does not count changes, this alone shows changed marks: it is done in every
     * pass, so that none is missed by the last one.
     */
    LISTING;

    /** @param now as the folders of the source were listed, before anything was asked of this one */
    static SourceLook of(FolderAccount known, FolderStatus now, boolean mirror) {
        FolderState state = known.state();
        FolderStatus before = state.source();
        boolean sameFolder =
                before.isKnown() && now.isKnown() && before.identity().equals(now.identity());
        boolean stillToRemove =
                mirror && !state.copied().marked(MarksMerge.GONE).isEmpty();
        if (!sameFolder || stillToRemove || !isSettled(known)) {
            return LISTING;
        }
        if (now.provesUnchangedSince(before)) {
            return NONE;
        }
        return before.changes().isEmpty() || now.changes().isEmpty() ? LISTING : CHANGES;
    }

    /** Every item that was there when the folder was looked at last has a copy, and nothing is on its way. */
    private static boolean isSettled(FolderAccount known) {
        return known.tally().pending() == 0
                && known.state().fates().isEmpty()
                && known.state().intents().isEmpty()
                && known.state().suspects().isNone();
    }
}
