package org.stagepost.model;

import java.util.function.Consumer;

/** Hands a mail to an SMTP server. Thread-safe. */
@FunctionalInterface
public interface MailSender {
    /**
     * Sends to all recipients, if the server takes the mail for them.
     *
     * @param taken hears of those whom the server took the mail for when it refuses others, before the failure is thrown
     * @throws MigrationException ENDPOINT_UNREACHABLE, ENDPOINT_REFUSED, ENDPOINT_NOT_TRUSTED: the mail was not taken, or
     *     not for all
     */
    void send(OutgoingMail mail, Consumer<EmailAddress> taken);

    /** As above, where nobody asks who got it after all. */
    default void send(OutgoingMail mail) {
        send(mail, recipient -> {});
    }
}
