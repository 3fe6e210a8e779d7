package org.stagepost.mailbox;

/**
 * What a listing says of an item.
 *
 * @param sizeBytes as the server counts it; a hint for planning, servers differ from the content by line ends
 */
public record ItemSummary(ItemKey key, long sizeBytes, Marks marks) {}
