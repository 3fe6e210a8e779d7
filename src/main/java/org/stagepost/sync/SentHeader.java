package org.stagepost.sync;

/**
 * What is kept of a sent item's header.
 *
 * @param hash empty if the target tells keys by itself
 * @param excerpt the fields that name the item to a person
 */
record SentHeader(String hash, byte[] excerpt) {
    SentHeader {
        excerpt = excerpt.clone();
    }

    @Override
    public byte[] excerpt() {
        return excerpt.clone();
    }
}
