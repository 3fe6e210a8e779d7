package org.stagepost.model;

/** Hands a mail to an SMTP server. Thread-safe. */
public interface MailSender {
    /** @throws MigrationException ENDPOINT_UNREACHABLE, ENDPOINT_REFUSED, ENDPOINT_NOT_TRUSTED: the mail was not taken */
    void send(OutgoingMail mail);
}
