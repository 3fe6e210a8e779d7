package org.stagepost.job.remote;

/**
 * Netty's memory, for a broker's journal. From Java 25 on Netty by itself frees no buffer that it has not made, and throws
 * instead: a broker that finds a journal could not begin. Prepared before the first class of Netty is loaded.
 */
final class NettyMemory {
    private static final String UNSAFE_NOT_ALLOWED = "io.netty.noUnsafe";

    private NettyMemory() {}

    /** What somebody has set stays. */
    static void prepare() {
        if (System.getProperty(UNSAFE_NOT_ALLOWED) == null) {
            System.setProperty(UNSAFE_NOT_ALLOWED, "false");
        }
    }
}
