package org.stagepost.proof;

import java.util.Locale;

/** What became of a source item: each has exactly one. */
public enum Fate {
    /** It stands on the target as the journal says, copied or found there by a run. */
    COPIED,
    /** An equal item stands on the target, and the journal does not know it as a copy. */
    FOUND,
    /** Its copy stands in another folder, which shows the item, too. */
    LABELLED,
    /** Its folder is left behind by configuration. */
    EXCLUDED,
    /** It was not copied, by fault. */
    SKIPPED,
    /** It was deleted at the source before it was copied, or after. */
    VANISHED,
    /** It arrived at the source after the last sync, or was never reached by one. */
    NEW,
    /** It was copied, and its copy is not the same. */
    DIFFERING,
    /** It was copied, and no copy is there. */
    MISSING,
    /** It could not be read on one of the sides, so that nothing is proven. */
    UNREAD;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
