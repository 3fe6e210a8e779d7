package org.stagepost.migration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.EmailAddress;

/**
 * Who gets mails about a batch, and how often.
 *
 * @param every a mail tells so often, while a run goes on, how far it is; null for never
 */
public record MailOptions(
        List<EmailAddress> notified, @Nullable Duration every) {
    /** Nobody gets any. */
    public static final MailOptions NONE = new MailOptions(List.of(), null);

    public MailOptions {
        notified = List.copyOf(notified);
    }

    /** Empty where only the first status and the final report are mailed. */
    public Optional<Duration> interval() {
        return Optional.ofNullable(every);
    }
}
