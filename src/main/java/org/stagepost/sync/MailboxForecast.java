package org.stagepost.sync;

import java.util.List;
import java.util.SortedSet;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FolderPath;

/**
 * What a copy of one mailbox would do if it began now.
 *
 * @param folders that are copied
 * @param excluded folders with items that are left behind, by configuration
 * @param newFolders that would be made on the target; all of them where it is not known
 * @param inSource items and bytes of the folders that are copied
 * @param toCopy those without a copy that is known of; without those that would be refused
 * @param maybeThere items of {@code toCopy} that may stand on the target already, where a copy recognises them: at most
 *     so many as folders of the target hold
 * @param labelled items that have their copy in another folder, which shows them, too
 * @param largest bytes of the largest item; 0 when there is none
 * @param largestIn where it is; the inbox when there is none
 * @param tooLarge items that the target refuses for their size
 * @param empty items without any content, which no target takes
 * @param renamed folders that get another name on the target
 * @param keywords of the items to copy; no more than some hundreds
 * @param unlisted folders that cannot be read, each with the reason
 * @param unmatched names of includeFolders that no folder has
 * @param sample of the items to copy, to measure the line with; may hold none
 */
public record MailboxForecast(
        int folders,
        int excluded,
        int newFolders,
        Amount inSource,
        Amount toCopy,
        long maybeThere,
        long labelled,
        long largest,
        FolderPath largestIn,
        long tooLarge,
        long empty,
        List<Renamed> renamed,
        SortedSet<String> keywords,
        List<FolderFailure> unlisted,
        List<String> unmatched,
        Sample sample) {

    /** @param bytes as the source's server counts them (RFC822.SIZE) */
    public record Amount(long items, long bytes) {
        public static final Amount NOTHING = new Amount(0, 0);

        public Amount plus(Amount other) {
            return new Amount(items + other.items, bytes + other.bytes);
        }
    }

    /** A folder with another name on the target. */
    public record Renamed(FolderPath source, FolderPath target, Cause cause) {}

    /** Why a folder gets another name. */
    public enum Cause {
        /** The target cannot store a character of it. */
        ESCAPED,
        /** To the target, or to some servers, it is the name of another folder. */
        CLASH,
        /** The target has a folder for the same use, or spells a parent otherwise, or an earlier run decided it. */
        OTHER_PLACE
    }

    /** Some items of one folder. @param bytes of all of them together */
    public record Sample(FolderPath folder, List<ItemKey> keys, long bytes) {
        public static final Sample NONE = new Sample(FolderPath.INBOX, List.of(), 0);

        public Sample {
            keys = List.copyOf(keys);
        }
    }

    public MailboxForecast {
        renamed = List.copyOf(renamed);
        unlisted = List.copyOf(unlisted);
        unmatched = List.copyOf(unmatched);
    }
}
