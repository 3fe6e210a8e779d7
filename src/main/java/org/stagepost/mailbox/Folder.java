package org.stagepost.mailbox;

import java.util.Set;
import org.stagepost.model.FolderPath;
import org.stagepost.model.SpecialUse;

/**
 * A folder as a mailbox lists it.
 *
 * @param selectable false for a mere node of the hierarchy: it holds no items and is never created on a target
 * @param status unknown where the server does not tell it with the list
 */
public record Folder(
        FolderPath path, Set<SpecialUse> specialUses, boolean selectable, boolean subscribed, FolderStatus status) {
    public Folder {
        specialUses = Set.copyOf(specialUses);
    }

    public Folder(FolderPath path, Set<SpecialUse> specialUses, boolean selectable, boolean subscribed) {
        this(path, specialUses, selectable, subscribed, FolderStatus.UNKNOWN);
    }

    public Folder with(FolderStatus known) {
        return new Folder(path, specialUses, selectable, subscribed, known);
    }
}
