package org.stagepost.migration;

import java.util.ArrayList;
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
import org.stagepost.directory.Redirection;
import org.stagepost.directory.WantedChange;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.MigrationException;

/**
 * What a staged batch does to its users in the two directories: check, convert, forward, complete. Thread-safe.
 * Each may be repeated: what is done already is left as it is.
 */
public final class UserDirectories implements AutoCloseable {
    private final UserEntries entries;
    private final SecretResolver secrets;
    private final ChangeJournal journal;
    private final DirectoryOptions options;

    public UserDirectories(
            Directory source,
            Directory target,
            SecretResolver secrets,
            ChangeJournal journal,
            DirectoryOptions options) {
        this.entries = new UserEntries(source, target, options);
        this.secrets = secrets;
        this.journal = journal;
        this.options = options;
    }

    /** A change that is wanted of an entry of one of the two directories. */
    private record PlannedChange(Directory directory, DirectoryEntry entry, WantedChange wanted) {
        void make(ChangeJournal journal) {
            directory.change(entry, wanted, journal);
        }

        Optional<DirectoryChange> plan() {
            return directory.plan(entry, wanted);
        }
    }

    /**
     * Checks that the row's user is a mailbox at the source and synchronised to the target, and makes it a mailbox there.
     * @throws MigrationException USER_NOT_FOUND, USER_AMBIGUOUS, RECIPIENT_TYPE_WRONG, DIRECTORY_REFUSED,
     *     DIRECTORY_UNREACHABLE, CREDENTIALS_REFUSED (the new password cannot be found)
     */
    Provisioned provision(UserRow row) {
        DirectoryEntry from = entries.sourceMailbox(row.address());
        Optional<PlannedChange> conversion = conversion(row, from);
        conversion.ifPresent(planned -> planned.make(journal(row)));
        return new Provisioned(from.type(), conversion.isPresent());
    }

    /**
     * Forwards mail for the old address to the target mailbox.
     *
     * @throws MigrationException as {@link #provision}, and FORWARDING_CONFLICT
     */
    public void forward(UserRow row) {
        DirectoryEntry from = entries.sourceMailbox(row.address());
        entries.requireMailbox(entries.counterpart(from, row.address()), row.address()); // else mail comes back
        forwarding(row).make(journal(row));
    }

    /**
     * Makes the mailbox at the source a mail-enabled user; one that the batch keeps must forward still, so that nothing
     * is left behind in it.
     *
     * @throws MigrationException as {@link #forward}
     */
    public void complete(UserRow row) {
        switch (options.completion()) {
            case MAIL_USER -> completion(row).make(journal(row));
            case KEEP_MAILBOX -> {
                if (options.forwarding() != Forwarding.SKIP) {
                    forward(row);
                }
            }
        }
    }

    /** What {@link #complete} would change now. Writes nothing. @throws MigrationException as {@link #complete} would */
    public UserPlan planCompletion(UserRow row) {
        Optional<PlannedChange> wanted =
                switch (options.completion()) {
                    case MAIL_USER -> Optional.of(completion(row));
                    case KEEP_MAILBOX ->
                        options.forwarding() == Forwarding.SKIP ? Optional.empty() : Optional.of(forwarding(row));
                };
        return wanted.flatMap(PlannedChange::plan).map(UserPlan::of).orElse(UserPlan.NOTHING);
    }

    /** Whether {@link #complete} has nothing left to do. */
    public boolean isCompleted(UserRow row) {
        return options.completion() == SourceCompletion.MAIL_USER
                && completion(row).plan().isEmpty();
    }

    private ChangeJournal journal(UserRow row) {
        return new UserJournal(row.address(), journal);
    }

    /**
     * What {@link #provision} and {@link #forward} would change now. Writes nothing.
     *
     * @throws MigrationException as these, but for what only a change shows
     */
    public UserPlan plan(UserRow row) {
        DirectoryEntry from = entries.sourceMailbox(row.address());
        DirectoryEntry to = entries.counterpart(from, row.address());
        entries.requireAccepted(row.address());
        List<String> changes = new ArrayList<>();
        conversion(row, from).flatMap(PlannedChange::plan).map(UserPlan::ldif).ifPresent(changes::add);
        if (options.forwarding() != Forwarding.SKIP) {
            forwarding(row).plan().map(UserPlan::ldif).ifPresent(changes::add);
        }
        List<String> remarks = Stream.concat(
                        UserEntries.remarks(from, "source").stream(), UserEntries.remarks(to, "target").stream())
                .toList();
        return new UserPlan(changes, remarks);
    }

    /** Empty when the target has the mailbox already. */
    private Optional<PlannedChange> conversion(UserRow row, DirectoryEntry from) {
        DirectoryEntry to = entries.counterpart(from, row.address());
        entries.requireConvertible(to, row.address());
        if (to.type().isMailbox()) {
            return Optional.empty();
        }
        NewMailbox mailbox = new NewMailbox(
                from.type(),
                RowSecrets.resolve(secrets, row.password(), "new password of " + row.address()),
                row.forceChangePassword(),
                from.identity());
        return Optional.of(new PlannedChange(entries.target(), to, mailbox));
    }

    private PlannedChange forwarding(UserRow row) {
        DirectoryEntry from = entries.sourceMailbox(row.address());
        EmailAddress to = entries.deliveryAddress(entries.counterpart(from, row.address()), row.address());
        return new PlannedChange(
                entries.source(),
                from,
                new Redirection(to, options.replaceForwarding(), options.forwardingKeepsCopy()));
    }

    /** Whoever is a mail-enabled user already is left as it is. */
    private PlannedChange completion(UserRow row) {
        DirectoryEntry from = entries.source(row.address());
        DirectoryEntry to = entries.counterpart(from, row.address());
        entries.requireMailbox(to, row.address());
        return new PlannedChange(
                entries.source(),
                from,
                new Completion(entries.deliveryAddress(to, row.address()), options.replaceForwarding(), to.identity()));
    }

    @Override
    public void close() {
        try (Directory source = entries.source();
                Directory target = entries.target()) {
            return;
        }
    }
}
