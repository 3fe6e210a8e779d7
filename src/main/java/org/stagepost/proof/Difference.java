package org.stagepost.proof;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FolderPath;

/**
 * Something that keeps a mailbox from being proven.
 *
 * @param folder of the source; of an additional item the target's
 * @param key null where a whole folder is meant
 * @param messageId empty where the item has none, or where too many items differ to ask each
 * @param date received date; null where it is not known
 */
public record Difference(
        FolderPath folder,
        @Nullable ItemKey key,
        String messageId,
        @Nullable Instant date,
        String subject,
        Kind kind,
        String detail) {

    static Difference ofFolder(FolderPath folder, String detail) {
        return new Difference(folder, null, "", null, "", Kind.FOLDER, detail);
    }

    /** Empty where a whole folder is meant. */
    public String keyValue() {
        ItemKey named = key;
        return named == null ? "" : named.value();
    }

    /** What is different. */
    public enum Kind {
        /** An item of the source has no copy. */
        MISSING,
        /** The target has an item more of what the source has. */
        ADDITIONAL,
        /** The target does not have the folder. */
        FOLDER,
        /** An item and its copy are not the same. */
        DIFFERING,
        /** Not copied yet. */
        NEW,
        /** Not copied, by fault, and nobody has approved that. */
        SKIPPED,
        /** It could not be read, so that nothing is proven. */
        UNREAD;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
