package org.stagepost.mailbox;

/**
 * Names an item inside one folder of one mailbox; opaque to all but the kind that made it (an IMAP UID, a DAV href).
 * Worthless once the folder's identity changes.
 */
public record ItemKey(String value) {
    public ItemKey {
        if (value.isEmpty() || value.length() > 1000) {
            throw new IllegalArgumentException("a key has 1 to 1000 characters");
        }
    }
}
