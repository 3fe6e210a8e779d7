package org.stagepost.mailbox;

/** Hears every call that a {@link MemoryMailbox} gets, before and after its effect; may throw, as a crash would. */
public interface WireTap {
    WireTap NONE = new WireTap() {};

    /** @param call verb and folder, such as {@code append INBOX} */
    default void before(String call) {}

    default void after(String call) {}
}
