package org.stagepost.sync;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Reach;

/** The recovery of several folders: they are waited for together, and one by one only where one of them fails. */
final class GroupRecovery {
    private final CopySession session;
    private final List<OpenFolder> folders;
    private final boolean untouched;

    GroupRecovery(CopySession session, CopyRecord record, List<OpenFolder> folders) {
        this.session = session;
        this.folders = List.copyOf(folders);
        this.untouched = isUntouched(record, folders);
    }

    private static boolean isUntouched(CopyRecord record, List<OpenFolder> group) {
        return group.stream()
                .allMatch(folder ->
                        folder.untouched() && record.entry(folder.pair().path()).isEmpty());
    }

    void forEach(BiConsumer<OpenFolder, Supplier<FolderAccount>> action) {
        List<FolderAccount> together = together();
        for (int i = 0; i < folders.size(); i++) {
            OpenFolder folder = folders.get(i);
            int index = i;
            action.accept(folder, () -> together.isEmpty() ? alone(folder) : together.get(index));
        }
    }

    /** Empty when it failed, because of one of them. */
    private List<FolderAccount> together() {
        try {
            return Recovery.recover(
                    session, folders.stream().map(OpenFolder::forRecovery).toList(), untouched);
        } catch (MigrationException e) {
            if (e.code().reach() != Reach.FOLDER) {
                throw e;
            }
            return List.of();
        }
    }

    private FolderAccount alone(OpenFolder folder) {
        return Recovery.recover(session, List.of(folder.forRecovery()), untouched)
                .get(0);
    }
}
