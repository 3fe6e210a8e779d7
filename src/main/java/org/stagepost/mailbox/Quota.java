package org.stagepost.mailbox;

/**
 * A limit that a server sets to a mailbox (RFC 9208 §5).
 *
 * @param used in the resource's unit, as is the limit
 */
public record Quota(Resource resource, long used, long limit) {
    /** What is limited. */
    public enum Resource {
        BYTES,
        ITEMS
    }

    /** How much more fits in; 0 when it is full or overdrawn. */
    public long left() {
        return Math.max(0, limit - used);
    }
}
