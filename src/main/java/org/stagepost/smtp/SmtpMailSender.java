package org.stagepost.smtp;

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
        boolean utf8 = MimeMail.needsUtf8(mail, endpoint);
        Session session = utf8 ? SmtpSession.withUtf8(endpoint) : SmtpSession.of(endpoint);
        MimeMessage message = MimeMail.of(mail, endpoint, session);
        try (SMTPTransport transport = SmtpSession.connect(session, endpoint, password)) {
            if (utf8 && !transport.supportsExtension("SMTPUTF8")) {
                throw refusal();
            }
            transport.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException e) {
            throw SmtpFailures.of(e, endpoint);
        }
    }

    /** RFC 6531 §3.5: the mail must not be sent then; Jakarta Mail would send it, with damaged addresses. */
    private MigrationException refusal() {
        return new MigrationException(
                FailureCode.ENDPOINT_REFUSED,
                endpoint.address() + " takes no addresses with non-ASCII letters before the @ (no SMTPUTF8)");
    }
}
