package org.stagepost.imap.wire;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.stagepost.mailbox.ServerTraffic;
import org.stagepost.mailbox.ServerWait;

/** What all connections to a server have moved together, and how long they have waited. Thread-safe. */
final class LineTotals {
    private final LongAdder receivedBytes = new LongAdder();
    private final LongAdder sentBytes = new LongAdder();
    private final LongAdder waitedNanos = new LongAdder();

    void received(long bytes, long nanos) {
        receivedBytes.add(bytes);
        waited(nanos);
    }

    void sent(long bytes, long nanos) {
        sentBytes.add(bytes);
        waited(nanos);
    }

    private void waited(long nanos) {
        waitedNanos.add(nanos);
        ServerWait.add(nanos);
    }

    ServerTraffic of(String server) {
        return new ServerTraffic(server, receivedBytes.sum(), sentBytes.sum(), Duration.ofNanos(waitedNanos.sum()));
    }
}
