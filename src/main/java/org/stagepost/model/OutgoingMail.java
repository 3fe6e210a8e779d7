package org.stagepost.model;

import java.nio.file.Path;
import java.util.List;

/** A mail to administrators: plain text with an HTML alternative, and files attached. */
public record OutgoingMail(
        List<EmailAddress> recipients, String subject, String text, String html, List<Path> attachments) {
    public OutgoingMail {
        recipients = List.copyOf(recipients);
        attachments = List.copyOf(attachments);
    }
}
