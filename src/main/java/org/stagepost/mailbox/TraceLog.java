package org.stagepost.mailbox;

/** Somebody who reads along what is said on the connections of one mailbox, for diagnosis. Thread-safe. */
public interface TraceLog {
    /** Nobody reads along, and nothing is prepared for it. */
    TraceLog NONE = line -> {};

    /** @param line of a conversation, without secrets and without content of messages; never fails */
    void line(String line);
}
