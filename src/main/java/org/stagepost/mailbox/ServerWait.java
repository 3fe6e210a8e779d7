package org.stagepost.mailbox;

/**
 * How long each thread has waited for servers, or for the pace that they allow: what is left of its time is our own.
 * Every kind of mail system adds what its connections wait. Costs next to nothing, and is never taken back.
 */
public final class ServerWait {
    private static final ThreadLocal<long[]> NANOS = ThreadLocal.withInitial(() -> new long[1]);

    private ServerWait() {}

    /** This thread has waited so much longer. */
    public static void add(long nanos) {
        NANOS.get()[0] += nanos;
    }

    /** Of this thread, since it began; only differences mean something. */
    public static long nanos() {
        return NANOS.get()[0];
    }
}
