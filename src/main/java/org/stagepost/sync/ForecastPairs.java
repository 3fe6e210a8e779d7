package org.stagepost.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stagepost.mailbox.Folder;
import org.stagepost.model.FolderPath;
import org.stagepost.sync.MailboxForecast.Cause;
import org.stagepost.sync.MailboxForecast.Renamed;

/** Where folders would go on a target that is only looked at; what {@link TargetFolders} does, without making any. */
final class ForecastPairs {
    private final TargetGround target;
    private final Set<FolderPath> present;
    private final Map<FolderPath, FolderPath> owners = new HashMap<>();
    private final List<Renamed> renamed = new ArrayList<>();
    private int missing;

    /** @param decided targets of source folders, from an earlier run */
    ForecastPairs(TargetGround target, Map<FolderPath, FolderPath> decided) {
        this.target = target;
        this.present = target.folders().stream().map(Folder::path).collect(Collectors.toSet());
        decided.forEach((source, path) -> owners.put(FoldedPath.of(path), source));
    }

    /** The pair with the folder that it would really get. */
    FolderPair placed(FolderPair pair) {
        FolderPath path = place(pair.target());
        boolean escaped = !path.equals(pair.target());
        boolean clash = FoldedPath.isSuffixed(pair.path(), pair.target());
        for (int number = 2; !isFreeFor(pair, path); number++) {
            path = place(FoldedPath.suffixed(pair.target(), number));
            clash = true;
        }
        owners.put(FoldedPath.of(path), pair.path());
        missing += present.contains(path) ? 0 : 1;
        if (!path.equals(pair.path())) {
            Cause cause = clash ? Cause.CLASH : escaped ? Cause.ESCAPED : Cause.OTHER_PLACE;
            renamed.add(new Renamed(pair.path(), path, cause));
        }
        return pair.at(path);
    }

    private FolderPath place(FolderPath wanted) {
        return present.contains(wanted) ? wanted : target.storable().apply(wanted);
    }

    private boolean isFreeFor(FolderPair pair, FolderPath path) {
        return owners.getOrDefault(FoldedPath.of(path), pair.path()).equals(pair.path());
    }

    /** How many items stand in the target folder; none where nobody knows. */
    long itemsAt(FolderPath path) {
        Optional<Folder> there =
                target.folders().stream().filter(one -> one.path().equals(path)).findFirst();
        return there.map(folder -> Math.max(0, folder.status().items())).orElse(0L);
    }

    List<Renamed> renamed() {
        return renamed;
    }

    /** How many folders would be made. */
    int missing() {
        return missing;
    }
}
