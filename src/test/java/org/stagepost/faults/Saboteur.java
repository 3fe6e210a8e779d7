package org.stagepost.faults;

/** Decides what happens to one connection; asked for every byte, by a thread for each way. */
interface Saboteur {
    Saboteur NONE = kind -> Act.PASS;

    Act at(ByteClass kind);

    /** The connection is over. */
    default void ended() {}

    /** True if every byte goes out as a packet of its own. */
    default boolean splits() {
        return false;
    }

    /** How long each piece waits before it goes on. */
    default long delayMillis() {
        return 0;
    }
}
