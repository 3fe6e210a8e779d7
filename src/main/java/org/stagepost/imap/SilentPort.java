package org.stagepost.imap;

import java.time.Duration;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.TlsKnock;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * Watches a greeting that is to come in plain text. After some seconds of silence it finds out whether the port speaks TLS
 * from the first byte, and ends the waiting then; a server that is only slow is waited for as ever.
 */
final class SilentPort implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private final Endpoint endpoint;
    private final Thread watch;
    private volatile boolean speaksTls;

    /** @param end ends the waiting */
    SilentPort(Endpoint endpoint, Connections connections, Runnable end) {
        this.endpoint = endpoint;
        this.watch = new Thread(() -> knock(connections, end), "silent-port");
        watch.setDaemon(true);
        watch.start();
    }

    private void knock(Connections connections, Runnable end) {
        try {
            Thread.sleep(SILENCE.toMillis());
        } catch (InterruptedException e) {
            return; // it has spoken
        }
        speaksTls = TlsKnock.isAnswered(endpoint, connections);
        if (speaksTls) {
            end.run();
        }
    }

    /** Why there was no greeting: this, or the failure itself. */
    MigrationException reason(MigrationException failure) {
        return speaksTls
                ? new MigrationException(
                        FailureCode.ENDPOINT_UNREACHABLE,
                        endpoint.address() + " says nothing in plain text: port " + endpoint.port()
                                + " speaks TLS from the first byte, set security tls",
                        failure)
                : failure;
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
