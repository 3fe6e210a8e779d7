package org.stagepost.sandbox;

import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;

/** Where the mail servers of the sandbox listen: 127.0.0.1, on ports that the system chooses. */
final class Loopback {
    static final String ADDRESS = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Loopback() {}

    static ServerSetup anyPort(String protocol) {
        return new ServerSetup(0, ADDRESS, protocol);
    }

    /** Returns when the server listens. */
    static void start(AbstractServer server) {
        server.setDaemon(true);
        server.startService();
        try {
            if (!server.waitTillRunning(PATIENCE.toMillis())) {
                throw new IllegalStateException("the sandbox's " + server.getProtocol() + " server does not start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
