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
 * Folders that are not copied, by configuration: {@code Name} is one folder, {@code Name/*} the folder and all below it,
 * {@code #Trash#} a folder by its use in any language, {@code #Trash#/*} all below it too; case does not matter, {@code \#} is a plain {@code #}.
 */
public record ExcludedFolders(List<String> patterns) {
    public static final ExcludedFolders NONE = new ExcludedFolders(List.of());

    public ExcludedFolders {
        patterns = List.copyOf(patterns);
    }

    /** Those of the mailbox's folders that are left behind. */
    public Set<FolderPath> among(Collection<Folder> folders) {
        Set<FolderPath> excluded = new HashSet<>();
        for (String pattern : patterns) {
            boolean below = pattern.endsWith("/*");
            String name = below ? pattern.substring(0, pattern.length() - 2) : pattern;
            boolean isUse = name.length() > 2 && name.startsWith("#") && name.endsWith("#");
            Set<FolderPath> roots = isUse ? used(name, folders) : Set.of(named(name));
            for (Folder folder : folders) {
                FolderPath path = isUse ? folder.path() : folder.path().folded();
                if (roots.contains(path) || (below && roots.stream().anyMatch(path::startsWith))) {
                    excluded.add(folder.path());
                }
            }
        }
        return excluded;
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
