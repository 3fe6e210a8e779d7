package org.stagepost.endpoint;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.stagepost.model.MigrationException;

/** Asks a port that says nothing whether it speaks TLS from the first byte, over a connection of its own. */
public final class TlsKnock {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private TlsKnock() {}

    /** True also when its certificate is not trusted. Says nothing secret; takes some seconds at most, and never fails. */
    public static boolean isAnswered(Endpoint endpoint, Connections connections) {
        try (Socket plain = connections.open(endpoint, PATIENCE)) {
            plain.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            EndpointTls.over(plain, endpoint).startHandshake();
            return true;
        } catch (SSLException e) {
            return TlsWords.why(e, endpoint).isPresent()
                    && !Objects.toString(e.getMessage(), "").contains("Unsupported or unrecognized SSL message");
        } catch (IOException | MigrationException e) {
            return false;
        }
    }
}
