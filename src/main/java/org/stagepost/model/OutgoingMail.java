package org.stagepost.model;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * A mail to administrators: plain text with an HTML alternative, and files attached.
 *
 * @param id letters, digits and hyphens; stays the same however often the mail is tried, so that a mail system can tell a
 *     second copy
 */
public record OutgoingMail(
        String id, List<EmailAddress> recipients, String subject, String text, String html, List<Path> attachments) {
    public OutgoingMail {
        recipients = List.copyOf(recipients);
        attachments = List.copyOf(attachments);
    }

    /** A new one. */
    public OutgoingMail(
            List<EmailAddress> recipients, String subject, String text, String html, List<Path> attachments) {
        this(UUID.randomUUID().toString(), recipients, subject, text, html, attachments);
    }

    /** The same for others. */
    public OutgoingMail to(List<EmailAddress> others) {
        return new OutgoingMail(id, others, subject, text, html, attachments);
    }

    /** The same with the files in another place. */
    public OutgoingMail attaching(List<Path> files) {
        return new OutgoingMail(id, recipients, subject, text, html, files);
    }
}
