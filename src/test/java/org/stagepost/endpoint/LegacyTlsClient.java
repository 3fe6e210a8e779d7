package org.stagepost.endpoint;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A process of its own, as the JDK decides once per process: says what each kind of connection to a port comes to. */
final class LegacyTlsClient {
    private LegacyTlsClient() {}

    /** @param arguments port, and the SHA-256 of the server's certificate */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        LegacyTls.prepare();
        int port = Integer.parseInt(arguments[0]);
        System.out.println("strict: " + endpoint(port, arguments[1], false));
        System.out.println("legacy: " + endpoint(port, arguments[1], true));
        System.out.println("strict again: " + endpoint(port, arguments[1], false));
        System.out.println("others: "
                + String.join(
                        " ", SSLContext.getDefault().getDefaultSSLParameters().getProtocols()));
    }

    private static String endpoint(int port, String pin, boolean legacy) throws IOException {
        Endpoint endpoint = Endpoint.at(
                "old-mail",
                EndpointKind.IMAP,
                "localhost",
                port,
                new Protection(Security.TLS, false, "", pin, legacy, "", ""));
        try (SSLSocket socket = EndpointTls.over(Connections.plain().open(endpoint, Duration.ofSeconds(5)), endpoint)) {
            socket.startHandshake();
            return TlsWords.describe(socket.getSession());
        } catch (IOException e) {
            return TlsWords.why(e, endpoint).orElse(e.toString());
        }
    }
}
