package org.stagepost.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.stagepost.mailbox.Folder;
import org.stagepost.model.FolderPath;
import org.stagepost.model.SpecialUse;

/**
 * Decides which source folders are copied, in which order, and into which target folders. A pure function.
 * No two of them go into one: names that differ only in case or Unicode form are one folder to some servers.
 */
final class FolderPlan {
    /** INBOX, then folders with a special use, then by name: what people look for first is there first. */
    private static final Comparator<Folder> ORDER = Comparator.comparing(
                    (Folder folder) -> !folder.path().isInbox())
            .thenComparing(folder -> folder.specialUses().isEmpty())
            .thenComparing(Folder::path);

    private final UnaryOperator<Set<SpecialUse>> uses;
    private final List<Folder> source;
    private final List<Folder> chosen;
    private final Set<FolderPath> chosenPaths = new HashSet<>();
    private final TargetUses targetUses;
    private final Set<FolderPath> targetPaths = new HashSet<>();
    private final Map<FolderPath, FolderPath> targets = new HashMap<>();
    private final Set<FolderPath> taken = new HashSet<>();

    private FolderPlan(
            List<Folder> source, List<Folder> target, FolderChoice choice, UnaryOperator<Set<SpecialUse>> uses) {
        this.uses = uses;
        this.source = source.stream().sorted(ORDER).toList();
        this.chosen = chosen(this.source, choice);
        chosen.forEach(folder -> chosenPaths.add(folder.path()));
        this.targetUses = TargetUses.of(target);
        target.forEach(folder -> targetPaths.add(folder.path()));
    }

    /** Those that are copied. */
    static List<Folder> chosen(List<Folder> source, FolderChoice choice) {
        Set<FolderPath> left = choice.leftBehind(source);
        return source.stream()
                .filter(folder -> folder.selectable() && !left.contains(folder.path()))
                .toList();
    }

    /** @param decided targets of source folders, from an earlier run; they stay */
    static List<FolderPair> of(
            List<Folder> source, List<Folder> target, Map<FolderPath, FolderPath> decided, FolderChoice choice) {
        return of(source, target, decided, choice, UnaryOperator.identity());
    }

    /** @param uses what a source folder is for on the target */
    static List<FolderPair> of(
            List<Folder> source,
            List<Folder> target,
            Map<FolderPath, FolderPath> decided,
            FolderChoice choice,
            UnaryOperator<Set<SpecialUse>> uses) {
        FolderPlan plan = new FolderPlan(source, target, choice, uses);
        decided.forEach(plan::take);
        plan.placeBySpecialUse();
        plan.placeByPath();
        return plan.pairs();
    }

    private void take(FolderPath path, FolderPath target) {
        targets.put(path, target);
        taken.add(FoldedPath.of(target));
    }

    private void placeBySpecialUse() {
        take(FolderPath.INBOX, FolderPath.INBOX);
        chosen.stream().filter(this::isTwin).forEach(this::placeBySpecialUse);
        chosen.forEach(this::placeBySpecialUse);
    }

    /** True for a folder with the path that it would get by its special use. */
    private boolean isTwin(Folder folder) {
        return targetUses
                .find(uses.apply(folder.specialUses()))
                .filter(folder.path()::equals)
                .isPresent();
    }

    private void placeBySpecialUse(Folder folder) {
        Optional<FolderPath> place =
                targetUses.find(uses.apply(folder.specialUses())).or(() -> placeByUsualName(folder));
        place.filter(path -> !targets.containsKey(folder.path()) && !taken.contains(FoldedPath.of(path)))
                .ifPresent(path -> take(folder.path(), path));
    }

    /** For sources that do not tell special uses; a folder of exactly this name on either side is the better match. */
    private Optional<FolderPath> placeByUsualName(Folder folder) {
        if (folder.path().names().size() > 1
                || !folder.specialUses().isEmpty()
                || targetPaths.contains(folder.path())) {
            return Optional.empty();
        }
        return SpecialUseNames.useOf(folder.path().names().get(0))
                .filter(use ->
                        source.stream().noneMatch(other -> other.specialUses().contains(use)))
                .flatMap(use -> targetUses.find(Set.of(use)))
                .filter(path -> source.stream().noneMatch(other -> FoldedPath.same(other.path(), path)));
    }

    /** Parents before children, because children follow their parents. */
    private void placeByPath() {
        Map<Integer, List<Folder>> levels = new TreeMap<>();
        for (Folder folder : source) {
            levels.computeIfAbsent(folder.path().names().size(), depth -> new ArrayList<>())
                    .add(folder);
        }
        levels.values().forEach(this::placeLevel);
    }

    private void placeLevel(List<Folder> level) {
        Map<FolderPath, FolderPath> wanted = new HashMap<>();
        level.forEach(folder -> wanted.put(folder.path(), belowParent(folder.path())));
        Set<FolderPath> avoided = new HashSet<>();
        wanted.values().forEach(path -> avoided.add(FoldedPath.of(path)));
        for (Folder folder : level) {
            FolderPath path = wanted.getOrDefault(folder.path(), folder.path());
            if (targets.containsKey(folder.path())) {
                continue;
            }
            if (!chosenPaths.contains(folder.path())) {
                targets.put(folder.path(), path); // only for its children to follow
                continue;
            }
            boolean free = !taken.contains(FoldedPath.of(path));
            take(folder.path(), free ? path : suffixed(path, avoided));
        }
    }

    private FolderPath belowParent(FolderPath path) {
        List<String> names = path.names();
        for (int depth = names.size() - 1; depth > 0; depth--) {
            FolderPath parent = targets.get(new FolderPath(names.subList(0, depth)));
            if (parent != null) {
                List<String> result = new ArrayList<>(parent.names());
                result.addAll(names.subList(depth, names.size()));
                return new FolderPath(result);
            }
        }
        return path;
    }

    private FolderPath suffixed(FolderPath path, Set<FolderPath> avoided) {
        int number = 2;
        while (taken.contains(FoldedPath.of(FoldedPath.suffixed(path, number)))
                || avoided.contains(FoldedPath.of(FoldedPath.suffixed(path, number)))) {
            number++;
        }
        return FoldedPath.suffixed(path, number);
    }

    private List<FolderPair> pairs() {
        Set<SpecialUse> wanted = EnumSet.copyOf(TargetUses.HELD);
        wanted.removeAll(targetUses.present());
        List<FolderPair> pairs = new ArrayList<>();
        for (Folder folder : chosen) {
            Set<SpecialUse> asked = new HashSet<>(uses.apply(folder.specialUses()));
            asked.retainAll(wanted);
            wanted.removeAll(asked);
            pairs.add(new FolderPair(folder, targets.getOrDefault(folder.path(), folder.path()), asked));
        }
        return pairs;
    }
}
