package org.stagepost.migration;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointLimits;

/**
 * What some servers allow by the second, over all mailboxes together. Thread-safe.
 *
 * @param place the mailbox's at these servers
 */
record ServerRates(Place place, List<Endpoint> servers) {
    static final Duration STEP = Duration.ofMillis(50);
    /** Whoever waits sees a stop, and quiet hours, after that. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** A slice is no longer than that at the rates: it shall be no burst. */
    private static final int SLICE_SECONDS = 2;

    ServerRates {
        servers = List.copyOf(servers);
    }

    boolean isSlow() {
        return servers.stream().anyMatch(endpoint -> endpoint.limits().isSlow());
    }

    int sliceItems() {
        return (int) most(
                Integer.MAX_VALUE, servers.stream().map(Endpoint::limits).mapToLong(EndpointLimits::messagesPerSecond));
    }

    long sliceBytes(long otherwise) {
        return most(otherwise, servers.stream().map(Endpoint::limits).mapToLong(EndpointLimits::bytesPerSecond));
    }

    /** @param rates by the second; zero for no limit */
    private static long most(long otherwise, LongStream rates) {
        return Math.min(
                otherwise,
                rates.filter(rate -> rate > 0)
                        .map(rate -> rate > Long.MAX_VALUE / SLICE_SECONDS ? Long.MAX_VALUE : rate * SLICE_SECONDS)
                        .min()
                        .orElse(Long.MAX_VALUE));
    }

    /** Waits while one of the servers has quiet hours; false when it still has. */
    boolean awaitQuietHours() {
        Duration left = PATIENCE;
        while (place.isQuiet(servers) && left.compareTo(Duration.ZERO) > 0) {
            place.sleep(STEP);
            left = left.minus(STEP);
        }
        return !place.isQuiet(servers);
    }

    /** Waits for the turn of a slice at all of the servers; false when it has not come. */
    boolean takeTurn(int items, long sizeBytes) {
        Duration left = PATIENCE;
        Duration wait = place.takeTurn(servers, items, sizeBytes);
        while (!wait.isZero() && left.compareTo(Duration.ZERO) > 0) {
            Duration step = wait.compareTo(STEP) < 0 ? wait : STEP;
            place.sleep(step);
            left = left.minus(step);
            wait = place.takeTurn(servers, items, sizeBytes);
        }
        return wait.isZero();
    }
}
