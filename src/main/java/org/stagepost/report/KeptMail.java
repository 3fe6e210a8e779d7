package org.stagepost.report;

import java.nio.file.Path;
import java.time.Instant;
import org.stagepost.model.FailureCode;
import org.stagepost.model.OutgoingMail;
import org.stagepost.model.Retry;

/**
 * A mail that could not be sent yet.
 *
 * @param folder where it is kept, with its attachments as they were when it was made
 * @param kept since when
 * @param code why the last attempt failed
 * @param message the same in words
 */
public record KeptMail(Path folder, MailKind kind, Instant kept, OutgoingMail mail, FailureCode code, String message) {
    /** Waiting helps: it is sent again without anybody asking for it. */
    public boolean goesByItself() {
        return code.retry() != Retry.NEVER;
    }
}
