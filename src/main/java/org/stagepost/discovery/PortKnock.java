package org.stagepost.discovery;

import java.net.InetAddress;

/** Looks whether somebody listens. Thread-safe. */
@FunctionalInterface
public interface PortKnock {
    /** False also when it does not answer at once. */
    boolean answers(InetAddress address, int port);
}
