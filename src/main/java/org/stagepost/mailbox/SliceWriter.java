package org.stagepost.mailbox;

import java.util.List;

/**
 * Writes the items of one slice into a target folder, in order.
 * The content is sent (or on its way) when {@link #add} returns, and may then be released. Nothing is certain before
 * the outcomes are taken. Closing without finishing gives the slice up: what was sent may or may not be stored.
 */
public interface SliceWriter extends AutoCloseable {
    /** The head's key is the source's; marks and date are already what the target permits. */
    void add(ItemHead head, ItemContent content);

    /** Ends the slice. The server's word on every item, in the order they were added, is then on its way. */
    Pending<List<ItemOutcome>> finish();

    @Override
    void close();
}
