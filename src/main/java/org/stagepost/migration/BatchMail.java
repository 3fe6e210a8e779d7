package org.stagepost.migration;

import java.util.Optional;
import org.stagepost.model.MailSender;

/** Finds the way out for a batch's mails. */
public interface BatchMail {
    /** Empty when the batch sends none. @throws org.stagepost.model.MigrationException SECRET_MISSING */
    Optional<MailSender> senderFor(JobFile jobFile);
}
