package org.stagepost.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stagepost.mailbox.Folder;
import org.stagepost.model.FolderPath;

/** Paths as a target spells them that takes names for the same which differ in case only. */
final class TargetSpelling {
    private final Map<FolderPath, FolderPath> spelled = new HashMap<>();

    /** @param present folders of the target */
    TargetSpelling(Collection<Folder> present) {
        present.forEach(folder -> spelled.put(folder.path().folded(), folder.path()));
    }

    /** The folder that is there already, or the path below the parents that are. */
    FolderPath of(FolderPath wanted) {
        List<String> names = wanted.names();
        for (int depth = names.size(); depth > 0; depth--) {
            FolderPath there = spelled.get(new FolderPath(names.subList(0, depth)).folded());
            if (there != null) {
                List<String> result = new ArrayList<>(there.names());
                result.addAll(names.subList(depth, names.size()));
                return new FolderPath(result);
            }
        }
        return wanted;
    }
}
