package org.stagepost.mailbox;

import java.time.Instant;

/** What accompanies an item's content: key, received date (to the second) and marks. */
public record ItemHead(ItemKey key, Instant receivedDate, Marks marks) {}
