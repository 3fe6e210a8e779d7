package org.stagepost.sync;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.stagepost.mailbox.ItemContent;

/**
 * An item's content as it is sent: canonical, and byte for byte the source's where that was canonical already.
 * Small items stay in memory, large ones wait in a file; closing releases either.
 */
sealed interface CanonicalContent extends ItemContent, AutoCloseable permits MemoryContent, SpooledContent {
    int MAX_IN_MEMORY = 1024 * 1024;

    /** True when something had to be changed. */
    boolean isAltered();

    @Override
    void close();

    /**
     * Reads an item to its end.
     *
     * @param spool folder for large items
     * @throws IOException of {@code content}
     * @throws org.stagepost.model.MigrationException HOME_UNUSABLE when the spool folder cannot be written
     */
    static CanonicalContent read(InputStream content, long sizeBytes, Path spool) throws IOException {
        return sizeBytes > MAX_IN_MEMORY
                ? SpooledContent.read(content, sizeBytes, spool)
                : MemoryContent.read(content, (int) sizeBytes);
    }
}
