package org.stagepost.sync;

import java.util.List;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FolderPath;

/**
 * Items of one source folder that are written together.
 *
 * @param sizeBytes as the source counts them
 */
public record SlicePart(FolderPath folder, List<ItemKey> keys, long sizeBytes) {
    public SlicePart {
        keys = List.copyOf(keys);
    }
}
