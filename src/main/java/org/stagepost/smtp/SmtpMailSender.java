package org.stagepost.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.function.Consumer;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.credential.SecretSource;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MailSender;
import org.stagepost.model.MigrationException;
import org.stagepost.model.OutgoingMail;

/** Sends mails through an endpoint of kind smtp, over a connection of its own for each mail. Thread-safe. */
public final class SmtpMailSender implements MailSender {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpMailSender.class);

    private final Endpoint endpoint;
    private final SmtpSession server;

    /** @param secret of the endpoint's login; not asked where nobody logs in */
    public SmtpMailSender(Endpoint endpoint, SecretSource secret, Connections connections) {
        this.endpoint = endpoint;
        this.server = new SmtpSession(endpoint, secret, connections);
    }

    /**
     * A mail without recipients is not sent. When the server takes a mail for some recipients and refuses others, those
     * that it took it for get it, and the failure names the others. A mail that was taken is sent, however the connection
     * ends.
     */
    @Override
    public void send(OutgoingMail mail, Consumer<EmailAddress> taken) {
        if (mail.recipients().isEmpty()) {
            return;
        }
        boolean utf8 = MimeMail.needsUtf8(mail, endpoint);
        MimeMessage message = MimeMail.of(mail, endpoint, server.session(utf8));
        try {
            send(message, utf8);
        } catch (IOException | MessagingException e) {
            SmtpFailures.taken(e).forEach(address -> mail.recipients().stream()
                    .filter(recipient -> MimeMail.internet(recipient).equals(address))
                    .forEach(taken));
            throw SmtpFailures.of(e, endpoint);
        }
    }

    private void send(MimeMessage message, boolean utf8) throws MessagingException, IOException {
        SMTPTransport transport = server.connect(utf8);
        try {
            if (utf8 && !transport.supportsExtension("SMTPUTF8")) {
                throw refusal();
            }
            transport.sendMessage(message, message.getAllRecipients());
        } finally {
            close(transport);
        }
    }

    /** What QUIT comes to changes nothing about the mail. */
    private void close(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("the connection to {} did not end well", endpoint.address(), e);
        }
    }

    /** RFC 6531 §3.5: the mail must not be sent then; Jakarta Mail would send it, with damaged addresses. */
    private MigrationException refusal() {
        return new MigrationException(
                FailureCode.ENDPOINT_REFUSED,
                endpoint.address() + " takes no addresses with non-ASCII letters before the @ (no SMTPUTF8)");
    }
}
