package org.stagepost.sync;

import java.util.Set;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.TargetFolder;

/**
 * Both sides of a folder pair as they are when its copying begins.
 *
 * @param known as it was stored, ready to be brought in line; {@link FolderAccount#UNKNOWN} if there is no state
 * @param skipped items that were skipped in earlier runs
 * @param untouched no process whose record is lost can have sent anything to the target folder
 */
record OpenFolder(
        FolderPair pair,
        FolderAccount known,
        Set<ItemKey> skipped,
        SourceView view,
        TargetFolder target,
        boolean untouched) {
    OpenFolder {
        skipped = Set.copyOf(skipped);
    }

    OpenedFolder forRecovery() {
        return new OpenedFolder(pair, known, view.listing(), target.status());
    }
}
