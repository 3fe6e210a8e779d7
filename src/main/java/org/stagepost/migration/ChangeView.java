package org.stagepost.migration;

import java.time.Instant;
import org.stagepost.model.EmailAddress;

/**
 * A directory change for those who look.
 *
 * @param action {@code convert}, {@code forward} or {@code complete}
 * @param entry its name in the directory
 * @param intended when it was about to be made
 * @param confirmed the directory said that it was made
 * @param ldif the record that makes it (RFC 2849), without a password
 */
public record ChangeView(
        EmailAddress user,
        String action,
        String endpoint,
        String entry,
        Instant intended,
        boolean confirmed,
        String ldif) {
    static ChangeView of(RecordedChange recorded) {
        return new ChangeView(
                recorded.change().user(),
                recorded.change().action().word(),
                recorded.change().endpoint(),
                recorded.change().entry(),
                recorded.intended(),
                recorded.confirmed(),
                recorded.change().toLdif());
    }
}
