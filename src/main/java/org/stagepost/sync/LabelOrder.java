package org.stagepost.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.stagepost.mailbox.Folder;
import org.stagepost.model.SpecialUse;

/**
 * Which folder comes first to have the copy of an item that several show. A pure function.
 * INBOX, Sent, Drafts; then the user's own, the deepest first, because that is the closest description; junk and trash,
 * which show nothing that others show; at last the folder of all mail: its copies are those of mail that is archived.
 * Views of all mail (starred, important) come behind it, and are not copied where it is.
 */
final class LabelOrder {
    static final Comparator<Folder> COMPARATOR = Comparator.<Folder>comparingInt(LabelOrder::rank)
            .thenComparing(folder -> -folder.path().names().size())
            .thenComparing(Folder::path);

    private static final List<SpecialUse> FIRST = List.of(SpecialUse.SENT, SpecialUse.DRAFTS);
    private static final int OWN = FIRST.size() + 1;
    private static final List<SpecialUse> LAST =
            List.of(SpecialUse.JUNK, SpecialUse.TRASH, SpecialUse.ALL, SpecialUse.FLAGGED, SpecialUse.IMPORTANT);
    private static final Set<SpecialUse> VIEWS = EnumSet.of(SpecialUse.FLAGGED, SpecialUse.IMPORTANT);

    private LabelOrder() {}

    private static int rank(Folder folder) {
        if (folder.path().isInbox()) {
            return 0;
        }
        int first = position(folder, FIRST);
        int last = position(folder, LAST);
        return first > 0 ? first : OWN + last;
    }

    /** From 1; 0 for a folder with none of these uses. */
    private static int position(Folder folder, List<SpecialUse> uses) {
        return uses.stream()
                        .filter(folder.specialUses()::contains)
                        .findFirst()
                        .map(uses::indexOf)
                        .orElse(-1)
                + 1;
    }

    /** In this order, without views of what is copied anyway. */
    static List<Folder> of(Collection<Folder> chosen) {
        boolean hasAll = chosen.stream().anyMatch(folder -> folder.specialUses().contains(SpecialUse.ALL));
        List<Folder> folders = new ArrayList<>(chosen);
        folders.removeIf(folder -> hasAll && VIEWS.containsAll(folder.specialUses()) && isSpecial(folder));
        folders.sort(COMPARATOR);
        return folders;
    }

    private static boolean isSpecial(Folder folder) {
        return !folder.path().isInbox() && !folder.specialUses().isEmpty();
    }

    /** What the folder of all mail is for on the target, once all that other folders show is taken from it. */
    static Set<SpecialUse> usesOnTarget(Set<SpecialUse> uses) {
        return uses.contains(SpecialUse.ALL) ? Set.of(SpecialUse.ARCHIVE) : uses;
    }
}
