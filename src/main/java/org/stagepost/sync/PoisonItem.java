package org.stagepost.sync;

import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;

/**
 * An item at which the connection broke again and again, the last times with nothing else on the way.
 *
 * @param alone the slice of this one item
 * @param fate ITEM_UNREADABLE when the source broke off, ITEM_REFUSED when the target did
 * @param message what happened, the server's words included
 */
public record PoisonItem(Slice alone, FailureCode fate, String message) {
    boolean isItem(FolderPath folder, ItemKey key) {
        return alone.parts().stream()
                .anyMatch(part -> part.folder().equals(folder) && part.keys().contains(key));
    }
}
