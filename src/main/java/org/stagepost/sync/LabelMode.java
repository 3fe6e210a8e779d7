package org.stagepost.sync;

/** What becomes of an item that the source shows in several folders ({@link org.stagepost.mailbox.Capability#LABELS}). */
public enum LabelMode {
    /** One copy, in the first of these folders ({@link LabelOrder}); in the others it is labelled. */
    ONE_COPY,
    /** A copy in each of them. */
    ALL_COPIES
}
