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
public interface TargetMailbox extends ItemReader, AutoCloseable {
    Set<Capability> capabilities();

    /** All folders, mere nodes included, each once; with their statuses where the server tells them with the list. */
    List<Folder> folders();

    /**
     * Makes sure that the folder exists; no error if it does. The special use is asked for where the server can.
     * A name that the server refuses is escaped reversibly.
     *
     * @return where the folder really is; FOLDER_NAME_REFUSED
     */
    Pending<FolderPath> create(FolderPath folder, Set<SpecialUse> specialUses);

    /** @return false when the server does not keep it */
    Pending<Boolean> subscribe(FolderPath folder);

    /** @return FOLDER_GONE */
    Pending<TargetFolder> open(FolderPath folder);

    /** The folder's position now. @return FOLDER_GONE */
    Pending<FolderMark> mark(FolderPath folder);

    /** Items at or after the position, in the order of arrival. Contents are not transferred. @return FOLDER_GONE, FOLDER_REBUILT */
    Pending<List<ItemFingerprint>> since(FolderPath folder, FolderMark mark);

    /**
     * Begins a slice. One is written at a time, and between its beginning and its {@link SliceWriter#finish} nothing else
     * may be asked of this mailbox; the outcomes of several may be under way.
     *
     * @throws org.stagepost.model.MigrationException FOLDER_GONE, here or with the outcomes
     */
    SliceWriter write(FolderPath folder);

    /**
     * Adds and removes marks of items that exist; a key whose item is gone is passed over. Other marks stay.
     *
     * @return false when the server refused, with some of it perhaps done
     */
    Pending<Boolean> changeMarks(FolderPath folder, List<ItemKey> keys, MarksChange change);

    /**
     * Deletes copies for good, and only these (RFC 4315 §2.1 UID EXPUNGE). Only with {@link Capability#REMOVAL}.
     *
     * @return false when the server refused
     */
    Pending<Boolean> remove(FolderPath folder, List<ItemKey> keys);

    @Override
    void close();
}
