package org.stagepost.sync;

import java.nio.file.Path;

/**
 * Where the items of one mailbox are between source and target: small ones in memory, which each uses after the other,
 * large ones in files. Not thread-safe; holds one small item at a time.
 */
final class TransitSpace {
    static final int MAX_IN_MEMORY = 1024 * 1024;

    private static final int LEAST = 16 * 1024;

    private final Path spool;
    private byte[] memory = {};

    /** @param spool folder of the files, made when the first is needed */
    TransitSpace(Path spool) {
        this.spool = spool;
    }

    Path spool() {
        return spool;
    }

    /**
     * Memory that is the caller's until the next call.
     *
     * @param sizeBytes at most {@link #MAX_IN_MEMORY}
     * @return as long or longer
     */
    byte[] memory(int sizeBytes) {
        if (memory.length < sizeBytes) {
            memory = new byte[Math.min(MAX_IN_MEMORY, Math.max(LEAST, 2 * sizeBytes))];
        }
        return memory;
    }
}
