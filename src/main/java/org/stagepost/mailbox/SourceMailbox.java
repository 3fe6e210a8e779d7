package org.stagepost.mailbox;

import java.util.List;
import java.util.Set;
import org.stagepost.model.FolderPath;

/**
 * One mailbox, for reading. Not thread-safe. Nothing done here changes it.
 * Every method may fail with ENDPOINT_UNREACHABLE, ENDPOINT_THROTTLED or PROTOCOL_VIOLATED; after that the mailbox is
 * closed and must be opened again.
 */
public interface SourceMailbox extends ItemReader, AutoCloseable {
    Set<Capability> capabilities();

    /**
     * All folders, mere nodes included, each once; the inbox is always there. One round trip, statuses included, where
     * the server can.
     */
    List<Folder> folders();

    /** @return FOLDER_GONE */
    Pending<FolderListing> list(FolderPath folder);

    /**
     * Only with {@link Capability#CHANGES}.
     *
     * @param since of this folder, from a former listing or change; its {@code changes} is not empty
     * @return FOLDER_GONE, FOLDER_REBUILT when the identity is another one
     */
    Pending<FolderChanges> changes(FolderPath folder, FolderStatus since);

    @Override
    void close();
}
