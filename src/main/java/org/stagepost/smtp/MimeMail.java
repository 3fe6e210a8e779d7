package org.stagepost.smtp;

import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.stream.Stream;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.OutgoingMail;

/** A mail as MIME: text with an HTML alternative (RFC 2046 §5.1.4), and the attachments beside it. */
final class MimeMail extends MimeMessage {
    private final String messageId;

    private MimeMail(Session session, EmailAddress from, String id) {
        super(session);
        this.messageId = "<" + id + "@" + ascii(from.domain()) + ">";
    }

    /** @throws MigrationException ENDPOINT_REFUSED for a sender that is no address, INTERNAL for what cannot be a mail */
    static MimeMessage of(OutgoingMail mail, Endpoint endpoint, Session session) {
        EmailAddress from = senderOf(endpoint);
        HeaderText.check("subject", mail.subject());
        try {
            return compose(mail, from, new MimeMail(session, from, mail.id()));
        } catch (MessagingException | IOException e) {
            throw new MigrationException(FailureCode.INTERNAL, "cannot make the mail: " + e.getMessage(), e);
        }
    }

    /** @throws MigrationException ENDPOINT_REFUSED when the endpoint's sender is no address */
    static EmailAddress senderOf(Endpoint endpoint) {
        return EmailAddress.parse(endpoint.from())
                .orElseThrow(() -> new MigrationException(
                        FailureCode.ENDPOINT_REFUSED,
                        "endpoint " + endpoint.name() + ": from is no address; no mail can be sent without a sender"));
    }

    private static MimeMessage compose(OutgoingMail mail, EmailAddress from, MimeMail message)
            throws MessagingException, IOException {
        message.setFrom(internet(from));
        message.setRecipients(
                Message.RecipientType.TO,
                mail.recipients().stream().map(MimeMail::internet).toArray(Address[]::new));
        message.setSubject(mail.subject(), "UTF-8");
        message.setSentDate(new Date());
        // RFC 3834 §5: keeps out-of-office replies and other robots from answering.
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeBodyPart body = new MimeBodyPart();
        body.setContent(alternatives(mail));
        MimeMultipart all = new MimeMultipart("mixed", body);
        for (Path file : mail.attachments()) {
            all.addBodyPart(attachment(file));
        }
        message.setContent(all);
        message.saveChanges();
        return message;
    }

    private static MimeMultipart alternatives(OutgoingMail mail) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.text(), "UTF-8", "plain");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.html(), "UTF-8", "html");
        return new MimeMultipart("alternative", text, html);
    }

    /** Base64, so that line ends and the byte order mark arrive as they are. */
    private static MimeBodyPart attachment(Path file) throws MessagingException, IOException {
        String name = file.getFileName().toString();
        HeaderText.check("file name", name);
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(Files.readAllBytes(file), typeOf(name))));
        part.setFileName(name);
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    private static String typeOf(String name) {
        if (name.endsWith(".csv")) {
            return "text/csv; charset=UTF-8";
        }
        return name.endsWith(".html") ? "text/html; charset=UTF-8" : "application/octet-stream";
    }

    /** Set as it is, not parsed: an EmailAddress is checked more strictly than Jakarta Mail does. */
    static InternetAddress internet(EmailAddress address) {
        InternetAddress internet = new InternetAddress();
        internet.setAddress(address.localPart() + "@" + ascii(address.domain()));
        return internet;
    }

    private static String ascii(String domain) {
        return IDN.toASCII(domain);
    }

    /** True when the part before an @ is not ASCII; domains are (RFC 6531 §1, RFC 5891). */
    static boolean needsUtf8(OutgoingMail mail, Endpoint endpoint) {
        return Stream.concat(mail.recipients().stream(), Stream.of(senderOf(endpoint)))
                .map(EmailAddress::localPart)
                .anyMatch(local -> !StandardCharsets.US_ASCII.newEncoder().canEncode(local));
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
