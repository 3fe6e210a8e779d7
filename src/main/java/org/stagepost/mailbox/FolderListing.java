package org.stagepost.mailbox;

import java.util.List;

/**
 * A source folder at one moment.
 *
 * @param identity changes when keys lose their meaning (UIDVALIDITY); compare for equality only
 * @param items in the order in which the folder received them
 */
public record FolderListing(String identity, List<ItemSummary> items) {
    public FolderListing {
        items = List.copyOf(items);
    }
}
