package org.stagepost.sync;

/**
 * The fates of a source folder's items; copied + adopted + skipped + vanished = inSource once the folder is through.
 *
 * @param inSource items that were seen in the source folder, vanished ones included
 * @param adopted items that were found on the target already
 * @param vanished items that disappeared from the source before they were copied, or whose copies followed them
 * @param bytesCopied content of the copied items, in canonical form
 */
public record FolderTally(long inSource, long copied, long adopted, long skipped, long vanished, long bytesCopied) {
    public static final FolderTally NOTHING = new FolderTally(0, 0, 0, 0, 0, 0);

    public FolderTally plus(FolderTally other) {
        return new FolderTally(
                inSource + other.inSource,
                copied + other.copied,
                adopted + other.adopted,
                skipped + other.skipped,
                vanished + other.vanished,
                bytesCopied + other.bytesCopied);
    }

    /** So many copies were deleted because their items were: they count as vanished now. */
    FolderTally removed(long copies) {
        long ofCopied = Math.min(copies, copied);
        return new FolderTally(
                inSource, copied - ofCopied, adopted - (copies - ofCopied), skipped, vanished + copies, bytesCopied);
    }

    /** Items without a fate yet. */
    public long pending() {
        return inSource - copied - adopted - skipped - vanished;
    }
}
