package org.stagepost.mailbox;

import java.util.List;
import org.stagepost.model.FolderPath;

/** What can be read of items in either mailbox; nothing done here changes it. */
public interface ItemReader {
    /**
     * Delivers the items one after the other in the order of the keys, while the answer is awaited.
     * A key whose item is gone is left out, so the caller counts. An item that cannot be read is reported to
     * {@link ItemSink#unreadable} and the next one is delivered.
     *
     * @param keys of this folder, ascending
     * @return how many items were delivered or reported; FOLDER_GONE, FOLDER_REBUILT
     */
    Pending<Integer> read(FolderPath folder, List<ItemKey> keys, ItemSink sink);

    /**
     * Fingerprints of the items that still exist, in the order of the keys. Contents are not transferred.
     *
     * @return FOLDER_GONE, FOLDER_REBUILT
     */
    Pending<List<ItemFingerprint>> fingerprints(FolderPath folder, List<ItemKey> keys);
}
