package org.stagepost.smtp;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.stagepost.credential.Secret;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MailSender;
import org.stagepost.model.MigrationException;
import org.stagepost.model.OutgoingMail;

/** Sends mails through an endpoint of kind smtp, over a connection of its own for each mail. Thread-safe. */
public final class SmtpMailSender implements MailSender {
    private final Endpoint endpoint;
    private final Secret password;

    /** @param password of the endpoint's login; not looked at where nobody logs in */
    public SmtpMailSender(Endpoint endpoint, Secret password) {
        this.endpoint = endpoint;
        this.password = password;
    }

    /**
     * A mail without recipients is not sent. When the server takes a mail for some recipients and refuses others, those
     * that it took it for get it, and the failure names the others.
     */
    @Override
    public void send(OutgoingMail mail) {
        if (mail.recipients().isEmpty()) {
            return;
        }
        Session session = SmtpSession.of(endpoint);
        MimeMessage message = MimeMail.of(mail, endpoint, session);
        try (SMTPTransport transport = SmtpSession.connect(session, endpoint, password)) {
            send(transport, message);
        } catch (MessagingException e) {
            throw SmtpFailures.of(e, endpoint);
        }
    }

    private void send(SMTPTransport transport, MimeMessage message) throws MessagingException {
        Address[] recipients = message.getAllRecipients();
        if (MimeMail.needsUtf8(message) && !transport.supportsExtension("SMTPUTF8")) {
            // RFC 6531 §3.5: such a message must not be sent; Angus would send it with damaged addresses.
            throw new MigrationException(
                    FailureCode.ENDPOINT_REFUSED,
                    endpoint.address() + " does not take addresses with non-ASCII letters (no SMTPUTF8)");
        }
        transport.sendMessage(message, recipients);
    }
}
