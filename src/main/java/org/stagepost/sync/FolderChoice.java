package org.stagepost.sync;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.stagepost.mailbox.Folder;
import org.stagepost.model.FolderPath;
import org.stagepost.model.SpecialUse;

/**
 * Which folders are copied, by configuration: {@code Name} is one folder, {@code Name/*} the folder and all below it,
 * {@code #Trash#} a folder by its use in any language, {@code #Trash#/*} all below it too; case does not matter, {@code \#} is a plain {@code #}.
 *
 * @param included the only ones; all when there is none
 * @param excluded those among them that are left behind all the same
 */
public record FolderChoice(List<String> included, List<String> excluded) {
    public static final FolderChoice ALL = new FolderChoice(List.of(), List.of());

    public FolderChoice {
        included = List.copyOf(included);
        excluded = List.copyOf(excluded);
    }

    /** All but these. */
    public static FolderChoice without(List<String> excluded) {
        return new FolderChoice(List.of(), excluded);
    }

    /** Those of the mailbox's folders that are not copied. */
    public Set<FolderPath> leftBehind(Collection<Folder> folders) {
        Set<FolderPath> left = new HashSet<>();
        if (!included.isEmpty()) {
            folders.forEach(folder -> left.add(folder.path()));
            left.removeAll(meant(included, folders));
        }
        left.addAll(meant(excluded, folders));
        return left;
    }

    /** What is included by a name that no folder has. */
    public List<String> unmatched(Collection<Folder> folders) {
        return included.stream()
                .filter(pattern -> meant(List.of(pattern), folders).isEmpty())
                .toList();
    }

    private static Set<FolderPath> meant(List<String> patterns, Collection<Folder> folders) {
        Set<FolderPath> meant = new HashSet<>();
        for (String pattern : patterns) {
            boolean below = pattern.endsWith("/*");
            String name = below ? pattern.substring(0, pattern.length() - 2) : pattern;
            boolean isUse = name.length() > 2 && name.startsWith("#") && name.endsWith("#");
            Set<FolderPath> roots = isUse ? used(name, folders) : Set.of(named(name));
            for (Folder folder : folders) {
                FolderPath path = isUse ? folder.path() : folder.path().folded();
                if (roots.contains(path) || (below && roots.stream().anyMatch(path::startsWith))) {
                    meant.add(folder.path());
                }
            }
        }
        return meant;
    }

    private static FolderPath named(String name) {
        return FolderPath.parse(name.replace("\\#", "#")).folded();
    }

    private static Set<FolderPath> used(String name, Collection<Folder> folders) {
        String use = name.substring(1, name.length() - 1).toUpperCase(Locale.ROOT);
        boolean told = folders.stream().anyMatch(folder -> hasUse(folder, use));
        return folders.stream()
                .filter(folder -> hasUse(folder, use) || (!told && isCalled(folder, use)))
                .map(Folder::path)
                .collect(Collectors.toSet());
    }

    private static boolean hasUse(Folder folder, String use) {
        return use.equals("INBOX")
                ? folder.path().isInbox()
                : folder.specialUses().stream().map(SpecialUse::name).anyMatch(use::equals);
    }

    /** For sources that do not tell who has the use. */
    private static boolean isCalled(Folder folder, String use) {
        List<String> names = folder.path().names();
        return names.size() == 1
                && folder.specialUses().isEmpty()
                && SpecialUseNames.useOf(names.get(0))
                        .filter(usual -> usual.name().equals(use))
                        .isPresent();
    }
}
