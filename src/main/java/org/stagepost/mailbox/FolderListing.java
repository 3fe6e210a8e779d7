package org.stagepost.mailbox;

import java.util.List;

/**
 * A source folder at one moment.
 *
 * @param status as it was before the items were listed
 * @param items in the order in which the folder received them
 */
public record FolderListing(FolderStatus status, List<ItemSummary> items) {
    public FolderListing {
        items = List.copyOf(items);
    }

    public String identity() {
        return status.identity();
    }
}
