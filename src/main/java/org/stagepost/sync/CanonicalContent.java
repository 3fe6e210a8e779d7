package org.stagepost.sync;

import java.io.IOException;
import java.io.InputStream;
import org.stagepost.mailbox.ItemContent;

/**
 * An item's content as it is sent: canonical, and byte for byte the source's where that was canonical already.
 * Small items stay in memory, large ones wait in a file; closing releases either.
 */
sealed interface CanonicalContent extends ItemContent, AutoCloseable permits MemoryContent, SpooledContent {
    /** True when something had to be changed. */
    boolean isAltered();

    @Override
    void close();

    /**
     * Reads an item to its end.
     *
     * @param space used until the content is closed
     * @throws IOException of {@code content}
     * @throws org.stagepost.model.MigrationException HOME_UNUSABLE when the spool folder cannot be written
     */
    static CanonicalContent read(InputStream content, long sizeBytes, TransitSpace space) throws IOException {
        return sizeBytes > TransitSpace.MAX_IN_MEMORY
                ? SpooledContent.read(content, sizeBytes, space.spool())
                : MemoryContent.read(content, (int) sizeBytes, space);
    }
}
