package org.stagepost.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.stagepost.credential.Secret;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointTls;
import org.stagepost.endpoint.LoginAs;
import org.stagepost.endpoint.Security;

/** How an endpoint's settings are told to Jakarta Mail. */
final class SmtpSession {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private SmtpSession() {}

    /** @throws org.stagepost.model.MigrationException ENDPOINT_NOT_TRUSTED when the CA file cannot be read */
    static Session of(Endpoint endpoint) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", endpoint.host());
        properties.put("mail.smtp.port", String.valueOf(endpoint.port()));
        properties.put("mail.smtp.auth", String.valueOf(logsIn(endpoint)));
        properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.put("mail.smtp.sendpartial", "true");
        for (String limit : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.put("mail.smtp." + limit, String.valueOf(PATIENCE.toMillis()));
        }
        if (endpoint.security() != Security.NONE) {
            protect(properties, endpoint);
        }
        return Session.getInstance(properties);
    }

    /** For a mail that needs SMTPUTF8 (RFC 6531); its headers are UTF-8 then. */
    static Session withUtf8(Endpoint endpoint) {
        Session session = of(endpoint);
        session.getProperties().put("mail.mime.allowutf8", "true");
        return session;
    }

    private static void protect(Properties properties, Endpoint endpoint) {
        boolean fromTheFirstByte = endpoint.security() == Security.TLS;
        properties.put("mail.smtp.ssl.enable", String.valueOf(fromTheFirstByte));
        properties.put("mail.smtp.starttls.enable", String.valueOf(!fromTheFirstByte));
        properties.put("mail.smtp.starttls.required", String.valueOf(!fromTheFirstByte));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.protocols", "TLSv1.2 TLSv1.3"); // RFC 8996 forbids older ones
        properties.put(
                "mail.smtp.ssl.socketFactory", EndpointTls.contextFor(endpoint).getSocketFactory());
    }

    static boolean logsIn(Endpoint endpoint) {
        return endpoint.login().as() == LoginAs.ADMIN;
    }

    /** The caller closes the connection. */
    static SMTPTransport connect(Session session, Endpoint endpoint, Secret password) throws MessagingException {
        SMTPTransport transport = (SMTPTransport) session.getTransport("smtp");
        try {
            if (logsIn(endpoint)) {
                transport.connect(endpoint.login().user(), password.reveal());
            } else {
                transport.connect();
            }
        } catch (MessagingException e) {
            transport.close();
            throw e;
        }
        return transport;
    }
}
