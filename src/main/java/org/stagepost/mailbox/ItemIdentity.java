package org.stagepost.mailbox;

/**
 * Names an item in every folder that shows it, on servers that show one item in several; opaque, compare for equality only.
 * It stays the same as long as the item exists.
 */
public record ItemIdentity(String value) {
    /** The server does not tell: the item is one of its own in each folder. */
    public static final ItemIdentity NONE = new ItemIdentity("");

    public ItemIdentity {
        if (value.length() > 1000) {
            throw new IllegalArgumentException("an identity has at most 1000 characters");
        }
    }

    public boolean isKnown() {
        return !value.isEmpty();
    }
}
