package org.stagepost.wiring;

import java.util.Optional;
import java.util.function.BooleanSupplier;
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
    public Optional<MailSender> senderFor(JobFile jobFile, BooleanSupplier halted) {
        return jobFile.smtp().map(endpoint -> sender(endpoint, logins.until(halted)));
    }

    private MailSender sender(Endpoint endpoint, MailboxLogins some) {
        return new SmtpMailSender(
                endpoint, some.secret(endpoint, endpoint.login().user()), connections);
    }
}
