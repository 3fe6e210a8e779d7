package org.stagepost.mailbox;

import java.util.List;
import java.util.Set;
import org.stagepost.model.FolderPath;
import org.stagepost.model.SpecialUse;

/**
 * One mailbox, for writing. Not thread-safe. Adds and marks; never deletes or alters what others put there.
 * Every method may fail with ENDPOINT_UNREACHABLE, ENDPOINT_THROTTLED, PROTOCOL_VIOLATED or TARGET_QUOTA_FULL; after
 * any but the last the mailbox is closed and must be opened again, and what was in flight is unknown.
 */
public interface TargetMailbox extends AutoCloseable {
    Set<Capability> capabilities();

    /** All folders, mere nodes included, each once. */
    List<Folder> folders();

    /**
     * Makes sure that the folder exists; no error if it does. The special use is asked for where the server can.
     * A name that the server refuses is escaped reversibly.
     *
     * @return where the folder really is
     * @throws org.stagepost.model.MigrationException FOLDER_NAME_REFUSED
     */
    FolderPath create(FolderPath folder, Set<SpecialUse> specialUses);

    void subscribe(FolderPath folder);

    /** @throws org.stagepost.model.MigrationException FOLDER_GONE */
    FolderMark mark(FolderPath folder);

    /** Items at or after the position, in the order of arrival. Contents are not transferred. */
    List<ItemFingerprint> since(FolderPath folder, FolderMark mark);

    /** The marks that can be kept in this folder; the others are dropped by the caller and reported. */
    Marks permitted(FolderPath folder, Marks wanted);

    /**
     * One slice at a time: until it is finished or closed, nothing else may be asked of this mailbox.
     *
     * @throws org.stagepost.model.MigrationException FOLDER_GONE
     */
    SliceWriter write(FolderPath folder);

    /** Replaces the marks of items that exist; a key whose item is gone is passed over. */
    void setMarks(FolderPath folder, List<ItemKey> keys, Marks marks);

    @Override
    void close();
}
