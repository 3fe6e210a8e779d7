package org.stagepost.smtp;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretSource;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointTls;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginAs;
import org.stagepost.endpoint.Security;

/** How an endpoint's settings are told to Jakarta Mail. Thread-safe. */
final class SmtpSession {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Endpoint endpoint;
    private final SecretSource secret;
    private final Connections connections;

    /** @param secret of the endpoint's login; not asked where nobody logs in */
    SmtpSession(Endpoint endpoint, SecretSource secret, Connections connections) {
        this.endpoint = endpoint;
        this.secret = secret;
        this.connections = connections;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    boolean logsIn() {
        return endpoint.login().as() == LoginAs.ADMIN;
    }

    /** @param utf8 for a mail that needs SMTPUTF8 (RFC 6531); its headers are UTF-8 then */
    Session session(boolean utf8) {
        return session(utf8, Secret.of(""));
    }

    private Session session(boolean utf8, Secret password) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", endpoint.host());
        properties.put("mail.smtp.port", String.valueOf(endpoint.port()));
        properties.put("mail.smtp.auth", String.valueOf(logsIn()));
        properties.put("mail.smtp.auth.mechanisms", mechanisms(endpoint.login()));
        properties.put("mail.smtp.sendpartial", "true");
        properties.put("mail.mime.allowutf8", String.valueOf(utf8));
        if (endpoint.security() != Security.NONE) {
            // a socket that has TLS already gets no other
            properties.put("mail.smtp.starttls.enable", "true");
            properties.put("mail.smtp.starttls.required", "true");
            // the handshake verifies the name, or the pin instead of it
            properties.put("mail.smtp.ssl.checkserveridentity", "false");
            properties.put("mail.smtp.ssl.protocols", String.join(" ", EndpointTls.protocols(endpoint)));
            properties.put("mail.smtp.ssl.socketFactory", EndpointTls.sockets(endpoint, connections));
        }
        return logsIn()
                ? Session.getInstance(properties, new Known(endpoint.login().user(), password))
                : Session.getInstance(properties);
    }

    private static String mechanisms(Login login) {
        return switch (login.mechanism()) {
            case AUTO -> login.oauth().isPresent() ? "XOAUTH2" : "PLAIN LOGIN";
            case PLAIN -> "PLAIN";
            case LOGIN -> "LOGIN";
            case XOAUTH2 -> "XOAUTH2";
            case SCRAM_SHA_256, OAUTHBEARER, EXTERNAL ->
                throw new IllegalArgumentException("no such login with SMTP: " + login.mechanism());
        };
    }

    /**
     * Connects and logs in, with another token once more if the first was refused. The caller closes the connection.
     *
     * @throws org.stagepost.model.MigrationException ENDPOINT_NOT_TRUSTED when the CA file cannot be read, and as
     *     {@link SecretSource#current}
     */
    SMTPTransport connect(boolean utf8) throws MessagingException, IOException {
        if (!logsIn()) {
            return connect(session(utf8));
        }
        Secret first = secret.current();
        try {
            return connect(utf8, first);
        } catch (AuthenticationFailedException e) {
            if (!secret.refused(first)) {
                throw e;
            }
            return connect(utf8, secret.current());
        }
    }

    private SMTPTransport connect(boolean utf8, Secret password) throws MessagingException, IOException {
        try {
            return connect(session(utf8, password));
        } catch (MessagingException e) {
            throw new LoginWords(endpoint.login().user(), password).masked(e);
        }
    }

    private SMTPTransport connect(Session session) throws MessagingException, IOException {
        SMTPTransport transport = (SMTPTransport) session.getTransport("smtp");
        Socket socket = socket();
        try {
            transport.connect(socket);
            return transport;
        } catch (AuthenticationFailedException e) {
            throw RefusedToken.explained(e, transport.getLastServerResponse());
        } catch (MessagingException e) {
            throw withServersWords(e, transport);
        } finally {
            if (!transport.isConnected()) {
                socket.close();
            }
        }
    }

    /** Angus says of an unfriendly greeting only its code. */
    private static MessagingException withServersWords(MessagingException e, SMTPTransport transport) {
        String reply = transport.getLastServerResponse();
        boolean hidden = reply != null && String.valueOf(e.getMessage()).startsWith("Got bad greeting");
        return hidden ? new MessagingException(reply, e) : e;
    }

    private Socket socket() throws IOException {
        Socket plain = connections.open(endpoint, PATIENCE);
        try {
            Socket cautious = new CautiousSocket(plain, Math.toIntExact(PATIENCE.toMillis()));
            if (endpoint.security() != Security.TLS) {
                return cautious;
            }
            SSLSocket socket = EndpointTls.over(cautious, endpoint);
            socket.startHandshake();
            return socket;
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    /** The login that Jakarta Mail asks for. */
    private static final class Known extends Authenticator {
        private final String user;
        private final Secret password;

        Known(String user, Secret password) {
            this.user = user;
            this.password = password;
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(user, password.reveal());
        }
    }
}
