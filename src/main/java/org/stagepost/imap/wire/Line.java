package org.stagepost.imap.wire;

import org.stagepost.endpoint.Connections;
import org.stagepost.mailbox.ServerTraffic;

/** What all connections to a server together tell of the line to it: how long it is, and how fast. Thread-safe. */
public final class Line {
    /** Below that a server is on this site, and what is waited for is its work. */
    private static final long NEAR_NANOS = 5_000_000;
    /** 10 MB/s: what compressing takes on both sides is about what it spares the line then (adr/0009). */
    private static final long SLOW_NANOS_PER_BYTE = 100;
    /** Less proves nothing: a new connection needs some round trips to reach its speed. */
    private static final long ENOUGH_NANOS = 400_000_000;

    private final Connections connections;
    private final LineTotals totals = new LineTotals();
    private long shortestNanos = Long.MAX_VALUE;
    private long bytes;
    private long waitedNanos;

    public Line() {
        this(Connections.plain());
    }

    /** @param connections how the server is reached */
    public Line(Connections connections) {
        this.connections = connections;
    }

    Connections connections() {
        return connections;
    }

    /** One question and its answer: no such time is shorter than a round trip, and some are not much longer. */
    synchronized void exchanged(long nanos) {
        shortestNanos = Math.min(shortestNanos, nanos);
    }

    /**
     * Bytes of a stream in either direction.
     *
     * @param waited until the line gave or took them
     */
    synchronized void streamed(long more, long waited) {
        bytes += more;
        waitedNanos += waited;
    }

    /** Hears of what a connection reads from its socket. */
    TimedInput.Waits incoming() {
        return new TimedInput.Waits() {
            @Override
            public void waited(long more, long nanos) {
                streamed(more, nanos);
            }

            @Override
            public void took(long more, long nanos) {
                totals.received(Math.max(0, more), nanos);
            }
        };
    }

    /** Hears of what a connection writes. */
    void sent(long more, long nanos) {
        streamed(more, nanos);
        totals.sent(more, nanos);
    }

    /** @param server as it is called */
    public ServerTraffic traffic(String server) {
        return totals.of(server);
    }

    /** True when the server is far away, and a connection mostly waits for the bytes on their way. */
    public synchronized boolean isBottleneck() {
        return shortestNanos >= NEAR_NANOS && waitedNanos >= ENOUGH_NANOS && waitedNanos >= bytes * SLOW_NANOS_PER_BYTE;
    }
}
