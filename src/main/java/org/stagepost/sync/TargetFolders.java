package org.stagepost.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.Pending;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Reach;

/**
 * The folders of the target: makes those that are missing, all of them before anything is sent to one, and sees that
 * each belongs to one source folder only.
 */
final class TargetFolders {
    private final TargetMailbox target;
    private final Set<FolderPath> present = new HashSet<>();
    /** Changed by the first lane while the second begins. */
    private final Set<FolderPath> subscribed = ConcurrentHashMap.newKeySet();

    private final Map<FolderPath, FolderPath> owners = new HashMap<>();
    private final List<Wanted> wanted = new ArrayList<>();
    private final Map<FolderPath, FolderPair> places = new HashMap<>();
    private final Map<FolderPath, MigrationException> refused = new HashMap<>();
    private final Set<FolderPath> told = new HashSet<>();
    private boolean madeSome;

    private record Wanted(FolderPair pair, @Nullable Pending<FolderPath> made) {}

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

    private TargetFolders(TargetMailbox target, TargetFolders made) {
        this.target = target;
        present.addAll(made.present);
        subscribed.addAll(made.subscribed);
        owners.putAll(made.owners);
        places.putAll(made.places);
        refused.putAll(made.refused);
        madeSome = made.madeSome;
    }

    /** Asks for the target folders that are missing, all in one go. */
    void ask(Collection<FolderPair> pairs) {
        for (FolderPair pair : pairs) {
            wanted.add(new Wanted(
                    pair, present.contains(pair.target()) ? null : target.create(pair.target(), pair.uses())));
        }
    }

    /** The same folders over another connection; all that was asked for is made. */
    TargetFolders over(TargetMailbox other) {
        return new TargetFolders(other, this);
    }

    /**
     * @param pair with the target folder that really is there
     * @param untouched folders were missing: no process whose record is lost has come as far as sending anything
     */
    record Place(FolderPair pair, boolean untouched) {}

    /**
     * Where a folder that was asked for is.
     *
     * @throws MigrationException of reach FOLDER: it could not be made
     */
    Place place(FolderPath source) {
        settle();
        MigrationException why = refused.get(source);
        if (why != null) {
            throw why;
        }
        FolderPair pair = Objects.requireNonNull(places.get(source), "not asked for");
        return new Place(pair, told.add(source) && madeSome);
    }

    /** Waits until all that was asked for is made, or refused. */
    void settle() {
        for (Wanted next : wanted) {
            try {
                places.put(next.pair().path(), ensured(next));
            } catch (MigrationException e) {
                if (e.code().reach() != Reach.FOLDER) {
                    throw e;
                }
                refused.put(next.pair().path(), e);
            }
        }
        wanted.clear();
    }

    private FolderPair ensured(Wanted next) {
        FolderPair pair = next.pair();
        Pending<FolderPath> made = next.made();
        FolderPath path = made == null ? pair.target() : made.await();
        madeSome |= present.add(path);
        // a server that escapes or folds names may answer with a folder that another source folder goes into
        for (int number = 2; !isFreeFor(pair, path); number++) {
            path = create(pair, FoldedPath.suffixed(pair.target(), number));
            madeSome |= present.add(path);
        }
        owners.put(FoldedPath.of(path), pair.path());
        return pair.at(path);
    }

    /** Asks for the subscription of the pair's target folder, if it is wanted and missing. */
    Optional<Pending<Boolean>> subscribe(FolderPair pair) {
        boolean isWanted = pair.source().subscribed() && subscribed.add(pair.target());
        return isWanted ? Optional.of(target.subscribe(pair.target())) : Optional.empty();
    }

    private FolderPath create(FolderPair pair, FolderPath path) {
        return present.contains(path) ? path : target.create(path, pair.uses()).await();
    }

    private boolean isFreeFor(FolderPair pair, FolderPath path) {
        return owners.getOrDefault(FoldedPath.of(path), pair.path()).equals(pair.path());
    }
}
