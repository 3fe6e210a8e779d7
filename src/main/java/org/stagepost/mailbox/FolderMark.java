package org.stagepost.mailbox;

/**
 * A position in a target folder: every item that arrives later has it or a later one.
 *
 * @param identity changes when keys and positions lose their meaning (UIDVALIDITY); compare for equality only
 * @param position opaque (UIDNEXT); empty for the folder's beginning. Where it and the keys are plain numbers, an item's
 *     key is the position before which it arrived, and the next item's is this one or a larger one
 */
public record FolderMark(String identity, String position) {
    /** Before the first item of the same folder. */
    public FolderMark beginning() {
        return new FolderMark(identity, "");
    }
}
