package org.stagepost.mailbox;

/**
 * A folder in four numbers; opaque, compare for equality only.
 *
 * @param identity changes when keys lose their meaning (UIDVALIDITY); empty when nothing is known of the folder
 * @param position every item that arrives later has it or a later one (UIDNEXT); empty if unknown
 * @param items how many there are; -1 if unknown
 * @param changes differs after every change of items or marks (HIGHESTMODSEQ); empty when the server does not count them
 * @param folderId stays when the folder is renamed (RFC 8474 MAILBOXID); empty when the server has none, or does not tell
 *     it here
 */
public record FolderStatus(String identity, String position, long items, String changes, String folderId) {
    public static final FolderStatus UNKNOWN = new FolderStatus("", "", -1, "", "");

    public boolean isKnown() {
        return !identity.isEmpty() && !position.isEmpty() && items >= 0;
    }

    /** True only when no item and no mark can have changed between the two. */
    public boolean provesUnchangedSince(FolderStatus before) {
        return isKnown()
                && !changes.isEmpty()
                && equals(new FolderStatus(before.identity, before.position, before.items, before.changes, folderId))
                && (folderId.isEmpty() || before.folderId.isEmpty() || folderId.equals(before.folderId));
    }

    public FolderMark mark() {
        return new FolderMark(identity, position);
    }
}
