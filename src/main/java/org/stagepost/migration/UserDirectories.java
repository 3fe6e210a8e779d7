package org.stagepost.migration;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stagepost.credential.SecretResolver;
import org.stagepost.directory.ChangeJournal;
import org.stagepost.directory.Completion;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.NewMailbox;
import org.stagepost.directory.RecipientType;
import org.stagepost.directory.Redirection;
import org.stagepost.directory.WantedChange;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * What a staged batch does to its users in the two directories: check, convert, forward, complete. Thread-safe.
 * Each may be repeated: what is done already is left as it is.
 */
public final class UserDirectories implements AutoCloseable {
    private final Directory source;
    private final Directory target;
    private final SecretResolver secrets;
    private final ChangeJournal journal;
    private final DirectoryOptions options;

    public UserDirectories(
            Directory source,
            Directory target,
            SecretResolver secrets,
            ChangeJournal journal,
            DirectoryOptions options) {
        this.source = source;
        this.target = target;
        this.secrets = secrets;
        this.journal = journal;
        this.options = options;
    }

    /** A change that is wanted of an entry of one of the two directories. */
    private record Step(Directory directory, DirectoryEntry entry, WantedChange wanted) {
        void make(ChangeJournal journal) {
            directory.change(entry, wanted, journal);
        }

        Optional<DirectoryChange> plan() {
            return directory.plan(entry, wanted);
        }
    }

    /**
     * Checks that the row's user is a mailbox at the source and synchronised to the target, and makes it a mailbox there.
     *
     * @throws MigrationException USER_NOT_FOUND, USER_AMBIGUOUS, RECIPIENT_TYPE_WRONG, DIRECTORY_REFUSED,
     *     DIRECTORY_UNREACHABLE, CREDENTIALS_REFUSED (the new password cannot be found)
     */
    public void provision(UserRow row) {
        conversion(row).ifPresent(step -> step.make(journal));
    }

    /**
     * Forwards mail for the old address to the target mailbox.
     *
     * @throws MigrationException as {@link #provision}, and FORWARDING_CONFLICT
     */
    public void forward(UserRow row) {
        forwarding(row).make(journal);
    }

    /**
     * Makes the mailbox at the source a mail-enabled user, if the batch is to.
     *
     * @throws MigrationException as {@link #forward}
     */
    public void complete(UserRow row) {
        if (options.completion() == SourceCompletion.MAIL_USER) {
            completion(row).make(journal);
        }
    }

    /**
     * What {@link #provision} and {@link #forward} would change now, in this order. Writes nothing.
     *
     * @throws MigrationException as these, but for what only a change shows
     */
    public List<DirectoryChange> plan(UserRow row) {
        Stream<Step> forwarding = options.forwarding() == Forwarding.SKIP ? Stream.of() : Stream.of(forwarding(row));
        return Stream.concat(conversion(row).stream(), forwarding)
                .map(Step::plan)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Empty when the target has the mailbox already. */
    private Optional<Step> conversion(UserRow row) {
        DirectoryEntry from = sourceMailbox(row.address());
        DirectoryEntry to = counterpart(from, row.address());
        if (to.type().isMailbox()) {
            return Optional.empty();
        }
        if (to.type() != RecipientType.MAIL_USER) {
            throw wrongType(to, row.address(), "target", "a mail-enabled user");
        }
        NewMailbox mailbox = new NewMailbox(
                from.type(),
                RowSecrets.resolve(secrets, row.password(), "new password of " + row.address()),
                row.forceChangePassword(),
                from.identity());
        return Optional.of(new Step(target, to, mailbox));
    }

    private Step forwarding(UserRow row) {
        DirectoryEntry from = sourceMailbox(row.address());
        EmailAddress to = deliveryAddress(counterpart(from, row.address()), row.address());
        return new Step(source, from, new Redirection(to, options.replaceForwarding(), options.forwardingKeepsCopy()));
    }

    private Step completion(UserRow row) {
        DirectoryEntry from = single(source, row.address(), "source");
        DirectoryEntry to = counterpart(from, row.address());
        if (!to.type().isMailbox()) {
            throw wrongType(to, row.address(), "target", "a mailbox");
        }
        return new Step(source, from, new Completion(deliveryAddress(to, row.address()), to.identity()));
    }

    private EmailAddress deliveryAddress(DirectoryEntry entry, EmailAddress row) {
        String domain = options.targetDeliveryDomain();
        return entry.addresses().stream()
                .filter(address -> domain.isEmpty() || address.domain().equalsIgnoreCase(domain))
                .findFirst()
                .orElseThrow(() -> new MigrationException(
                        FailureCode.USER_NOT_FOUND,
                        "the target entry of " + row + " has no "
                                + (domain.isEmpty()
                                        ? "SMTP address"
                                        : "proxy address in targetDeliveryDomain " + domain)));
    }

    private DirectoryEntry sourceMailbox(EmailAddress address) {
        DirectoryEntry entry = single(source, address, "source");
        if (!entry.type().isMailbox()) {
            throw wrongType(entry, address, "source", "a mailbox");
        }
        return entry;
    }

    /** Linked by an attribute where both directories name one, else by the address. */
    private DirectoryEntry counterpart(DirectoryEntry from, EmailAddress address) {
        if (!source.hasAnchor() || !target.hasAnchor()) {
            return single(target, address, "target");
        }
        String anchor = from.particulars().anchor();
        if (anchor.isEmpty()) {
            throw new MigrationException(
                    FailureCode.USER_NOT_FOUND, from.id() + " has no value that links it to the target directory");
        }
        return single(target.anchored(anchor), address + "'s anchor", "target");
    }

    private static DirectoryEntry single(Directory directory, EmailAddress address, String side) {
        return single(directory.find(address), "the address " + address, side);
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
