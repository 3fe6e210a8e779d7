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
public record DirectoryEntry(
        String id, RecipientType type, List<EmailAddress> addresses, String targetAddress, Particulars particulars) {
    /**
     * What is looked at besides.
     *
     * @param mail values of the attribute of the primary address, as stored
     * @param hidden not shown in address lists
     * @param disabled nobody can log in as this user
     * @param anchor what links it to its counterpart in the other directory; empty when nothing does
     */
    public record Particulars(
            List<String> mail, boolean hidden, boolean disabled, String anchor, MailboxIdentity identity) {
        public static final Particulars NONE = new Particulars(List.of(), false, false, "", MailboxIdentity.NONE);

        public Particulars {
            mail = List.copyOf(mail);
        }
    }

    public DirectoryEntry {
        addresses = List.copyOf(addresses);
    }

    /** Of which nothing more is known. */
    public DirectoryEntry(String id, RecipientType type, List<EmailAddress> addresses, String targetAddress) {
        this(id, type, addresses, targetAddress, Particulars.NONE);
    }

    public MailboxIdentity identity() {
        return particulars.identity();
    }
}
