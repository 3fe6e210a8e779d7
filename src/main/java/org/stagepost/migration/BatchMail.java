package org.stagepost.migration;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.stagepost.model.MailSender;

/** Finds the way out for a batch's mails. */
public interface BatchMail {
    /**
     * Empty when the batch sends none.
     *
     * @param halted nobody waits any more for a token that the sender may need
     * @throws org.stagepost.model.MigrationException SECRET_MISSING
     */
    Optional<MailSender> senderFor(JobFile jobFile, BooleanSupplier halted);
}
