package org.stagepost.mailbox;

import java.util.List;
import java.util.function.Predicate;

/**
 * What happened in a source folder since a former status (RFC 7162 §3.1.4, §3.2.6).
 *
 * @param status as it was before the changes were asked for
 * @param changed new items and items with other marks, in the order in which the folder received them
 * @param vanished true for the key of an item that was there once and is no more
 */
public record FolderChanges(FolderStatus status, List<ItemSummary> changed, Predicate<ItemKey> vanished) {
    public FolderChanges {
        changed = List.copyOf(changed);
    }
}
