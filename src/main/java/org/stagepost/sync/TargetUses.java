package org.stagepost.sync;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stagepost.mailbox.Folder;
import org.stagepost.model.FolderPath;
import org.stagepost.model.SpecialUse;

/** Which target folder has which special use: the first by name, where several have it. */
record TargetUses(Map<SpecialUse, FolderPath> folders) {
    /** Uses of folders that hold their items; ALL, FLAGGED and IMPORTANT are often views into other folders. */
    static final Set<SpecialUse> HELD =
            Set.of(SpecialUse.ARCHIVE, SpecialUse.DRAFTS, SpecialUse.JUNK, SpecialUse.SENT, SpecialUse.TRASH);

    static TargetUses of(List<Folder> target) {
        Map<SpecialUse, FolderPath> folders = new EnumMap<>(SpecialUse.class);
        for (Folder folder : target) {
            if (folder.selectable()) {
                folder.specialUses()
                        .forEach(use -> folders.merge(
                                use, folder.path(), (one, other) -> one.compareTo(other) <= 0 ? one : other));
            }
        }
        return new TargetUses(folders);
    }

    Set<SpecialUse> present() {
        return folders.keySet();
    }

    /** The folder with one of these uses. */
    Optional<FolderPath> find(Collection<SpecialUse> uses) {
        return uses.stream()
                .sorted()
                .filter(HELD::contains)
                .filter(folders::containsKey)
                .findFirst()
                .map(folders::get);
    }
}
