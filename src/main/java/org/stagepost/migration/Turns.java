package org.stagepost.migration;

import java.time.Duration;
import java.time.Instant;
import org.stagepost.endpoint.EndpointLimits;

/** Whose turn it is at a server that allows so much a second: in messages, and in bytes. Not thread-safe. */
final class Turns {
    private final Rate messages;
    private final Rate bytes;

    Turns(RateLevel messages, RateLevel bytes) {
        this.messages = new Rate(messages);
        this.bytes = new Rate(bytes);
    }

    /** How long until the next slice may go. */
    Duration owed(EndpointLimits limits, Instant now) {
        Duration one = messages.debt(limits.messagesPerSecond(), now);
        Duration other = bytes.debt(limits.bytesPerSecond(), now);
        return one.compareTo(other) > 0 ? one : other;
    }

    void take(EndpointLimits limits, int items, long sizeBytes, Instant now) {
        messages.take(items, limits.messagesPerSecond(), now);
        bytes.take(sizeBytes, limits.bytesPerSecond(), now);
    }

    RateLevel messages() {
        return messages.level();
    }

    RateLevel bytes() {
        return bytes.level();
    }
}
