package org.stagepost.sync;

import java.util.List;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FolderPath;

/** Items of one source folder that are copied and committed together. */
public record Slice(FolderPath folder, List<ItemKey> keys, long sizeBytes) {
    public Slice {
        keys = List.copyOf(keys);
    }
}
