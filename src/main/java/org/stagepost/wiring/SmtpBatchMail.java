package org.stagepost.wiring;

import java.util.Optional;
import org.stagepost.credential.SecretResolver;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.migration.BatchMail;
import org.stagepost.migration.JobFile;
import org.stagepost.model.MailSender;
import org.stagepost.smtp.SmtpMailSender;

/** Sends a batch's mails through its endpoint of kind smtp. */
final class SmtpBatchMail implements BatchMail {
    private final SecretResolver secrets;

    SmtpBatchMail(SecretResolver secrets) {
        this.secrets = secrets;
    }

    @Override
    public Optional<MailSender> senderFor(JobFile jobFile) {
        return jobFile.smtp().map(this::sender);
    }

    private MailSender sender(Endpoint endpoint) {
        return new SmtpMailSender(
                endpoint, secrets.resolve(endpoint.login().password(), "password of endpoint " + endpoint.name()));
    }
}
