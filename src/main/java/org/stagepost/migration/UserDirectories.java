package org.stagepost.migration;

import java.util.List;
import java.util.Optional;
import org.stagepost.credential.SecretResolver;
import org.stagepost.directory.ChangeJournal;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.NewMailbox;
import org.stagepost.directory.RecipientType;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * What a staged batch does to its users in the two directories: check, convert, forward. Thread-safe.
 * Each step may be repeated: what is done already is left as it is.
 */
public final class UserDirectories implements AutoCloseable {
    private final Directory source;
    private final Directory target;
    private final SecretResolver secrets;
    private final ChangeJournal journal;

    public UserDirectories(Directory source, Directory target, SecretResolver secrets, ChangeJournal journal) {
        this.source = source;
        this.target = target;
        this.secrets = secrets;
        this.journal = journal;
    }

    /** An entry of the target that is no mailbox yet, and what it is to become. */
    private record Conversion(DirectoryEntry entry, NewMailbox mailbox) {}

    /** A mailbox of the source, and where its mail is to go. */
    private record Redirection(DirectoryEntry entry, EmailAddress to) {}

    /**
     * Checks that the row's user is a mailbox at the source and synchronised to the target, and makes it a mailbox there.
     *
     * @throws MigrationException USER_NOT_FOUND, USER_AMBIGUOUS, RECIPIENT_TYPE_WRONG, DIRECTORY_REFUSED,
     *     DIRECTORY_UNREACHABLE, CREDENTIALS_REFUSED (the new password cannot be found)
     */
    public void provision(UserRow row) {
        conversion(row).ifPresent(wanted -> target.convert(wanted.entry(), wanted.mailbox(), journal));
    }

    /** Changes nothing. @throws MigrationException as {@link #provision}, but for what only a change shows */
    public void checkProvision(UserRow row) {
        conversion(row).ifPresent(wanted -> target.checkConversion(wanted.entry(), wanted.mailbox()));
    }

    /**
     * Forwards mail for the old address to the target mailbox.
     *
     * @param deliveryDomain domain of the proxy address to forward to; empty for the target's primary address
     * @throws MigrationException as {@link #provision}, and FORWARDING_CONFLICT
     */
    public void forward(UserRow row, String deliveryDomain) {
        Redirection wanted = redirection(row, deliveryDomain);
        source.forward(wanted.entry(), wanted.to(), journal);
    }

    /** Changes nothing. @throws MigrationException as {@link #forward}, but for what only a change shows */
    public void checkForward(UserRow row, String deliveryDomain) {
        Redirection wanted = redirection(row, deliveryDomain);
        source.checkForwarding(wanted.entry(), wanted.to());
    }

    /** Empty when the target has the mailbox already. */
    private Optional<Conversion> conversion(UserRow row) {
        sourceMailbox(row.address());
        DirectoryEntry entry = single(target, row.address(), "target");
        if (entry.type().isMailbox()) {
            return Optional.empty();
        }
        if (entry.type() != RecipientType.MAIL_USER) {
            throw wrongType(entry, row.address(), "target", "a mail-enabled user");
        }
        NewMailbox mailbox = new NewMailbox(
                RowSecrets.resolve(secrets, row.password(), "new password of " + row.address()),
                row.forceChangePassword());
        return Optional.of(new Conversion(entry, mailbox));
    }

    private Redirection redirection(UserRow row, String deliveryDomain) {
        DirectoryEntry from = sourceMailbox(row.address());
        DirectoryEntry to = single(target, row.address(), "target");
        return new Redirection(from, deliveryAddress(to, row.address(), deliveryDomain));
    }

    private static EmailAddress deliveryAddress(DirectoryEntry entry, EmailAddress row, String deliveryDomain) {
        if (deliveryDomain.isEmpty()) {
            return entry.addresses().stream()
                    .findFirst()
                    .orElseThrow(() -> new MigrationException(
                            FailureCode.USER_NOT_FOUND, "the target entry of " + row + " has no SMTP address"));
        }
        return entry.addresses().stream()
                .filter(address -> address.domain().equalsIgnoreCase(deliveryDomain))
                .findFirst()
                .orElseThrow(() -> new MigrationException(
                        FailureCode.USER_NOT_FOUND,
                        "the target entry of " + row + " has no proxy address in targetDeliveryDomain "
                                + deliveryDomain));
    }

    private DirectoryEntry sourceMailbox(EmailAddress address) {
        DirectoryEntry entry = single(source, address, "source");
        if (!entry.type().isMailbox()) {
            throw wrongType(entry, address, "source", "a mailbox");
        }
        return entry;
    }

    private static DirectoryEntry single(Directory directory, EmailAddress address, String side) {
        List<DirectoryEntry> found = directory.find(address);
        if (found.isEmpty()) {
            throw new MigrationException(
                    FailureCode.USER_NOT_FOUND,
                    "no entry with the address " + address + " in the " + side + " directory");
        }
        if (found.size() > 1) {
            List<String> entries = found.stream().map(DirectoryEntry::id).toList();
            throw new MigrationException(
                    FailureCode.USER_AMBIGUOUS,
                    "several entries have the address " + address + " in the " + side + " directory: "
                            + String.join("; ", entries));
        }
        return found.get(0);
    }

    private static MigrationException wrongType(
            DirectoryEntry entry, EmailAddress address, String side, String wanted) {
        return new MigrationException(
                FailureCode.RECIPIENT_TYPE_WRONG,
                address + " is " + entry.type().phrase() + " in the " + side + " directory, not " + wanted + ": "
                        + entry.id());
    }

    @Override
    public void close() {
        try (source;
                target) {
            return;
        }
    }
}
