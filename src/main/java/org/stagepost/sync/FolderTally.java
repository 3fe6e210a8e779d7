package org.stagepost.sync;

/**
 * The fates of a source folder's items; copied + adopted + skipped + vanished + labelled = inSource once the folder is through.
 *
 * @param inSource items that were seen in the source folder, vanished ones included
 * @param adopted items that were found on the target already
 * @param vanished items that disappeared from the source before they were copied, or whose copies followed them
 * @param labelled items whose copy stands in another folder, which shows them, too; those that are listed now
 * @param bytesCopied content of the copied items, in canonical form
 */
public record FolderTally(
        long inSource, long copied, long adopted, long skipped, long vanished, long labelled, long bytesCopied) {
    public static final FolderTally NOTHING = new FolderTally(0, 0, 0, 0, 0, 0);

    /** Of a source that shows each item once. */
    public FolderTally(long inSource, long copied, long adopted, long skipped, long vanished, long bytesCopied) {
        this(inSource, copied, adopted, skipped, vanished, 0, bytesCopied);
    }

    public FolderTally plus(FolderTally other) {
        return new FolderTally(
                inSource + other.inSource,
                copied + other.copied,
                adopted + other.adopted,
                skipped + other.skipped,
                vanished + other.vanished,
                labelled + other.labelled,
                bytesCopied + other.bytesCopied);
    }

    /** So many copies were deleted because their items were: they count as vanished now. */
    FolderTally removed(long copies) {
        long ofCopied = Math.min(copies, copied);
        return new FolderTally(
                inSource,
                copied - ofCopied,
                adopted - (copies - ofCopied),
                skipped,
                vanished + copies,
                labelled,
                bytesCopied);
    }

    /** Items without a fate yet. */
    public long pending() {
        return inSource - copied - adopted - skipped - vanished - labelled;
    }
}
