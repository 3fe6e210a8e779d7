package org.stagepost.mailbox;

import java.time.Instant;

/**
 * What an item can be recognised by on a server that gave it another key.
 *
 * @param sizeBytes of the canonical form (line ends CRLF)
 * @param headerHash hex SHA-256 of the header with line ends unified and every byte above 0x7F read as 'X' (Cyrus
 *     stores it so); made by {@link HeaderHash}
 */
public record ItemFingerprint(ItemKey key, long sizeBytes, Instant receivedDate, String headerHash) {
    /** True when the two may be copies of one item. */
    public boolean matches(ItemFingerprint other) {
        return sizeBytes == other.sizeBytes
                && receivedDate.equals(other.receivedDate)
                && headerHash.equals(other.headerHash);
    }
}
