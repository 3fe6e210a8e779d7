package org.stagepost.proof;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FolderPath;

/**
 * What became of one source item.
 *
 * @param reason why it has no copy, or in what its copy differs; may be empty
 * @param targetFolder null where the item has no copy
 * @param targetKey empty where the item has no copy, or its key is not known
 * @param sizeBytes -1 where it is not known
 * @param receivedDate null where it was not read
 * @param sha256 of the canonical content at the source; empty where that was not read
 */
public record ProvenItem(
        FolderPath folder,
        ItemKey key,
        Fate fate,
        String reason,
        @Nullable FolderPath targetFolder,
        String targetKey,
        long sizeBytes,
        @Nullable Instant receivedDate,
        String sha256) {}
