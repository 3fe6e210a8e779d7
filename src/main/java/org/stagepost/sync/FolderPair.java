package org.stagepost.sync;

import java.util.Set;
import org.stagepost.mailbox.Folder;
import org.stagepost.model.FolderPath;
import org.stagepost.model.SpecialUse;

/**
 * A source folder and the target folder that its items go into.
 *
 * @param uses special uses to ask for if the target folder has to be made
 */
record FolderPair(Folder source, FolderPath target, Set<SpecialUse> uses) {
    FolderPair {
        uses = Set.copyOf(uses);
    }

    FolderPath path() {
        return source.path();
    }

    FolderPair at(FolderPath realTarget) {
        return new FolderPair(source, realTarget, uses);
    }
}
