package org.stagepost.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.RecipientType;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Finds a user's entry in either directory, and looks whether it is what a migration needs. Changes nothing. */
record UserEntries(Directory source, Directory target, DirectoryOptions options) {
    /** @throws MigrationException USER_NOT_FOUND, USER_AMBIGUOUS */
    DirectoryEntry source(EmailAddress address) {
        return single(source.find(address), "the address " + address, "source");
    }

    /** @throws MigrationException as {@link #source}; RECIPIENT_TYPE_WRONG, ADDRESS_NOT_PRIMARY */
    DirectoryEntry sourceMailbox(EmailAddress address) {
        DirectoryEntry entry = source(address);
        if (!entry.type().isMailbox()) {
            throw wrongType(entry, address, "source", "a mailbox", looksCompleted(entry, address));
        }
        requirePrimary(entry, address);
        return entry;
    }

    /** A mail-enabled user that forwards to its own counterpart is what a completed migration leaves behind. */
    private String looksCompleted(DirectoryEntry entry, EmailAddress address) {
        String forwarding = entry.targetAddress().toLowerCase(Locale.ROOT);
        boolean completed = entry.type() == RecipientType.MAIL_USER
                && !forwarding.isEmpty()
                && target.find(address).stream()
                        .filter(to -> to.type().isMailbox())
                        .flatMap(to -> to.addresses().stream())
                        .anyMatch(own -> forwarding.endsWith(own.key()));
        return completed ? "; it forwards to the target's mailbox, so it looks migrated and completed already" : "";
    }

    private static void requirePrimary(DirectoryEntry entry, EmailAddress address) {
        List<String> mail = entry.particulars().mail();
        if (!mail.isEmpty() && mail.stream().noneMatch(address.value()::equalsIgnoreCase)) {
            throw new MigrationException(
                    FailureCode.ADDRESS_NOT_PRIMARY,
                    address + " is another address of " + String.join(", ", mail) + ": " + entry.id());
        }
    }

    /**
     * The entry at the target: linked by an attribute where both directories name one, else by the address.
     *
     * @throws MigrationException as {@link #source}
     */
    DirectoryEntry counterpart(DirectoryEntry from, EmailAddress address) {
        DirectoryEntry to = linked(from, address);
        if (to.addresses().isEmpty()) {
            throw new MigrationException(
                    FailureCode.USER_NOT_FOUND, "the target entry of " + address + " has no SMTP address: " + to.id());
        }
        return to;
    }

    private DirectoryEntry linked(DirectoryEntry from, EmailAddress address) {
        if (!source.hasAnchor() || !target.hasAnchor()) {
            return single(target.find(address), "the address " + address, "target");
        }
        String anchor = from.particulars().anchor();
        if (anchor.isEmpty()) {
            throw new MigrationException(
                    FailureCode.USER_NOT_FOUND, from.id() + " has no value that links it to the target directory");
        }
        return single(target.anchored(anchor), address + "'s anchor", "target");
    }

    /** @throws MigrationException RECIPIENT_TYPE_WRONG when the entry is no mailbox and cannot become one */
    void requireConvertible(DirectoryEntry to, EmailAddress address) {
        if (!to.type().isMailbox() && to.type() != RecipientType.MAIL_USER) {
            throw wrongType(to, address, "target", "a mail-enabled user", "");
        }
    }

    /** @throws MigrationException RECIPIENT_TYPE_WRONG when the entry is no mailbox */
    void requireMailbox(DirectoryEntry to, EmailAddress address) {
        if (!to.type().isMailbox()) {
            throw wrongType(to, address, "target", "a mailbox", "");
        }
    }

    /**
     * Where mail for the old address goes.
     *
     * @throws MigrationException USER_NOT_FOUND when the entry has no such address; DOMAIN_NOT_ACCEPTED
     */
    EmailAddress deliveryAddress(DirectoryEntry to, EmailAddress row) {
        String domain = options.targetDeliveryDomain();
        EmailAddress address = to.addresses().stream()
                .filter(some -> domain.isEmpty() || some.domain().equalsIgnoreCase(domain))
                .findFirst()
                .orElseThrow(() -> new MigrationException(
                        FailureCode.USER_NOT_FOUND,
                        "the target entry of " + row + " has no "
                                + (domain.isEmpty()
                                        ? "SMTP address"
                                        : "proxy address in targetDeliveryDomain " + domain)));
        requireAccepted(address);
        return address;
    }

    /** @throws MigrationException DOMAIN_NOT_ACCEPTED when the target is known not to take mail for the address */
    void requireAccepted(EmailAddress address) {
        List<String> accepted = options.acceptedDomains();
        if (!accepted.isEmpty() && accepted.stream().noneMatch(address.domain()::equalsIgnoreCase)) {
            throw new MigrationException(
                    FailureCode.DOMAIN_NOT_ACCEPTED,
                    "the target takes no mail for " + address.domain() + " (acceptedDomains): " + address);
        }
    }

    /** What an administrator should know and need not mend. */
    static List<String> remarks(DirectoryEntry entry, String side) {
        List<String> remarks = new ArrayList<>();
        if (entry.particulars().hidden()) {
            remarks.add("hidden from address lists at the " + side);
        }
        if (entry.particulars().disabled()) {
            remarks.add("disabled at the " + side + ": nobody can log in as this user");
        }
        return remarks;
    }

    private static DirectoryEntry single(List<DirectoryEntry> found, String by, String side) {
        if (found.isEmpty()) {
            throw new MigrationException(
                    FailureCode.USER_NOT_FOUND, "no entry with " + by + " in the " + side + " directory");
        }
        if (found.size() > 1) {
            List<String> entries = found.stream().map(DirectoryEntry::id).toList();
            throw new MigrationException(
                    FailureCode.USER_AMBIGUOUS,
                    "several entries have " + by + " in the " + side + " directory: " + String.join("; ", entries));
        }
        return found.get(0);
    }

    private static MigrationException wrongType(
            DirectoryEntry entry, EmailAddress address, String side, String wanted, String why) {
        return new MigrationException(
                FailureCode.RECIPIENT_TYPE_WRONG,
                address + " is " + entry.type().phrase() + " in the " + side + " directory, not " + wanted + ": "
                        + entry.id() + why);
    }
}
