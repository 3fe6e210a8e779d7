package org.stagepost.mailbox;

/**
 * What a listing says of an item.
 *
 * @param sizeBytes as the server counts it; a hint for planning, servers differ from the content by line ends; -1 where the
 *     server does not tell it
 * @param marks {@link Marks#UNKNOWN} where the server does not tell them
 * @param identity {@link ItemIdentity#NONE} without {@link Capability#LABELS}
 */
public record ItemSummary(ItemKey key, long sizeBytes, Marks marks, ItemIdentity identity) {
    public ItemSummary(ItemKey key, long sizeBytes, Marks marks) {
        this(key, sizeBytes, marks, ItemIdentity.NONE);
    }
}
