package org.stagepost.wiring;

import java.util.Optional;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.migration.BatchMail;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.MailboxLogins;
import org.stagepost.model.MailSender;
import org.stagepost.smtp.SmtpMailSender;

/** Sends a batch's mails through its endpoint of kind smtp. */
final class SmtpBatchMail implements BatchMail {
    private final MailboxLogins logins;
    private final Connections connections;

    SmtpBatchMail(MailboxLogins logins, Connections connections) {
        this.logins = logins;
        this.connections = connections;
    }

    @Override
    public Optional<MailSender> senderFor(JobFile jobFile) {
        return jobFile.smtp().map(this::sender);
    }

    private MailSender sender(Endpoint endpoint) {
        return new SmtpMailSender(
                endpoint, logins.secret(endpoint, endpoint.login().user()), connections);
    }
}
