package org.stagepost.sync;

import java.util.List;
import java.util.Locale;
import org.stagepost.mailbox.Folder;
import org.stagepost.model.FolderPath;
import org.stagepost.model.SpecialUse;

/**
 * Folders that are not copied, by configuration: {@code Name} is one folder, {@code Name/*} the folder and all below it,
 * {@code #Trash#} a folder by its use in any language; case does not matter, {@code \#} is a plain {@code #}.
 */
public record ExcludedFolders(List<String> patterns) {
    public static final ExcludedFolders NONE = new ExcludedFolders(List.of());

    public ExcludedFolders {
        patterns = List.copyOf(patterns);
    }

    public boolean contains(Folder folder) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, folder));
    }

    private static boolean matches(String pattern, Folder folder) {
        boolean below = pattern.endsWith("/*");
        String name = below ? pattern.substring(0, pattern.length() - 2) : pattern;
        if (name.length() > 2 && name.startsWith("#") && name.endsWith("#")) {
            return hasUse(folder, name.substring(1, name.length() - 1));
        }
        FolderPath wanted = FolderPath.parse(name.replace("\\#", "#")).folded();
        FolderPath path = folder.path().folded();
        return below ? path.startsWith(wanted) : path.equals(wanted);
    }

    private static boolean hasUse(Folder folder, String use) {
        String wanted = use.toUpperCase(Locale.ROOT);
        if (wanted.equals("INBOX")) {
            return folder.path().isInbox();
        }
        return folder.specialUses().stream().map(SpecialUse::name).anyMatch(wanted::equals);
    }
}
