package org.stagepost.mailbox;

import java.util.List;
import org.stagepost.model.FolderPath;

/**
 * One mailbox, for reading. Not thread-safe. Nothing done here changes it.
 * Every method may fail with ENDPOINT_UNREACHABLE, ENDPOINT_THROTTLED or PROTOCOL_VIOLATED; after that the mailbox is
 * closed and must be opened again.
 */
public interface SourceMailbox extends AutoCloseable {
    /** All folders, mere nodes included, each once; the inbox is always there. */
    List<Folder> folders();

    /** @throws org.stagepost.model.MigrationException FOLDER_GONE */
    FolderListing list(FolderPath folder);

    /**
     * Delivers the items one after the other in the order of the keys.
     * A key whose item is gone is left out, so the caller counts. An item that cannot be read is reported to
     * {@link ItemSink#unreadable} and the next one is delivered.
     *
     * @param keys from the last {@link #list} of this folder, in its order
     * @throws org.stagepost.model.MigrationException FOLDER_GONE, FOLDER_REBUILT
     */
    void read(FolderPath folder, List<ItemKey> keys, ItemSink sink);

    /**
     * Fingerprints of the items that still exist, in the order of the keys. Contents are not transferred.
     *
     * @throws org.stagepost.model.MigrationException FOLDER_GONE, FOLDER_REBUILT
     */
    List<ItemFingerprint> fingerprints(FolderPath folder, List<ItemKey> keys);

    @Override
    void close();
}
