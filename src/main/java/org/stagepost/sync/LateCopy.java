package org.stagepost.sync;

import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FolderPath;

/**
 * A copy that a server stored after its connection had died and the item had been copied again: it is there twice.
 *
 * @param folder of the target
 * @param removed false where the target cannot delete single items, or refused to
 */
public record LateCopy(FolderPath folder, ItemKey copy, boolean removed) {
    /** For administrators: what happened, and what became of it. */
    public String phrase() {
        String what = "folder " + folder + ": a lost connection stored item " + copy.value() + " late, a second time; ";
        return what + (removed ? "deleted" : "the target cannot delete single items");
    }
}
