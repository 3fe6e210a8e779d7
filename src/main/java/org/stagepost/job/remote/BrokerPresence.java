package org.stagepost.job.remote;

import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that the broker is away, and once that it is back, however many threads notice. Thread-safe. */
final class BrokerPresence {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerPresence.class);

    /** Why nothing is received now; empty words when something is. */
    private final AtomicReference<String> fault = new AtomicReference<>("");

    private volatile boolean connected = true;

    /** Said again when the reason is another one. */
    void away(String why) {
        connected = false;
        if (!why.equals(fault.getAndSet(why))) {
            LOG.warn("{}; it is tried again until it works", why);
        }
    }

    /** Whether it can be used is not known yet. */
    void connected() {
        connected = true;
    }

    /** With or without a message; threads that still look at a connection which was lost come to an end, too. */
    void listened() {
        if (connected && !fault.getAndSet("").isEmpty()) {
            LOG.info("the broker is there again");
        }
    }
}
