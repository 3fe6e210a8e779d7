package org.stagepost.sync;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.Pending;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FolderPath;

/** The folders of the target: makes those that are missing, and sees that each belongs to one source folder only. */
final class TargetFolders {
    private final TargetMailbox target;
    private final Set<FolderPath> present = new HashSet<>();
    private final Set<FolderPath> subscribed = new HashSet<>();
    private final Map<FolderPath, FolderPath> owners = new HashMap<>();

    /** @param decided targets of source folders, from an earlier run */
    TargetFolders(TargetMailbox target, List<Folder> folders, Map<FolderPath, FolderPath> decided) {
        this.target = target;
        for (Folder folder : folders) {
            if (folder.selectable()) {
                present.add(folder.path());
            }
            if (folder.subscribed()) {
                subscribed.add(folder.path());
            }
        }
        decided.forEach((source, path) -> owners.put(FoldedPath.of(path), source));
    }

    /** Asks for the pair's target folder, to be taken with {@link #ensured}. */
    Pending<FolderPath> ask(FolderPair pair) {
        return present.contains(pair.target()) ? Pending.of(pair.target()) : target.create(pair.target(), pair.uses());
    }

    /** @param created false when it was there when the folders were listed, or has been opened since */
    record Place(FolderPair pair, boolean created) {}

    /** The pair with the target folder that really is there. */
    Place ensured(FolderPair pair, Pending<FolderPath> asked) {
        FolderPath path = asked.await();
        boolean created = present.add(path);
        // a server that escapes or folds names may answer with a folder that another source folder goes into
        for (int number = 2; !isFreeFor(pair, path); number++) {
            path = create(pair, FoldedPath.suffixed(pair.target(), number));
            created = present.add(path);
        }
        owners.put(FoldedPath.of(path), pair.path());
        return new Place(pair.at(path), created);
    }

    /** Asks for the subscription of the pair's target folder, if it is wanted and missing. */
    Optional<Pending<Boolean>> subscribe(FolderPair pair) {
        boolean wanted = pair.source().subscribed() && subscribed.add(pair.target());
        return wanted ? Optional.of(target.subscribe(pair.target())) : Optional.empty();
    }

    private FolderPath create(FolderPair pair, FolderPath path) {
        return present.contains(path) ? path : target.create(path, pair.uses()).await();
    }

    private boolean isFreeFor(FolderPair pair, FolderPath path) {
        return owners.getOrDefault(FoldedPath.of(path), pair.path()).equals(pair.path());
    }
}
