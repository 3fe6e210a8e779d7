package org.stagepost.directory;

import java.util.List;
import org.stagepost.model.EmailAddress;

/**
 * A directory entry as far as a migration needs it.
 *
 * @param id names the entry in its directory; opaque (a DN)
 * @param addresses all its SMTP addresses, the primary one first
 * @param targetAddress where its mail is forwarded to, as stored ({@code SMTP:name@domain}); empty when not
 */
public record DirectoryEntry(String id, RecipientType type, List<EmailAddress> addresses, String targetAddress) {
    public DirectoryEntry {
        addresses = List.copyOf(addresses);
    }
}
