package org.stagepost.migration;

import java.util.Optional;
import org.stagepost.directory.ChangeJournal;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.Redirection;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.MigrationException;

/** Forwards users' mail by a Sieve script at the source, where no directory does. Thread-safe. */
public final class SieveForwarding {
    private final OpenScripts scripts;
    private final Endpoint endpoint;
    private final DirectoryOptions options;
    private final ChangeJournal journal;

    SieveForwarding(OpenScripts scripts, Endpoint endpoint, DirectoryOptions options, ChangeJournal journal) {
        this.scripts = scripts;
        this.endpoint = endpoint;
        this.options = options;
        this.journal = journal;
    }

    /**
     * Forwards mail of the row's user to the same address in the target's domain. Does nothing when it is forwarded
     * there.
     *
     * @throws MigrationException FORWARDING_CONFLICT, DIRECTORY_REFUSED, CREDENTIALS_REFUSED, CONNECTION_LOST,
     *     PROTOCOL_VIOLATED, ENDPOINT_UNREACHABLE, ENDPOINT_NOT_TRUSTED, ENDPOINT_REFUSED
     */
    public void forward(UserRow row) {
        try (Directory directory = directory(row)) {
            directory.find(row.address()).forEach(entry -> directory.change(entry, wanted(row), journal));
        }
    }

    /** What {@link #forward} would change now; empty for nothing. @throws MigrationException as {@link #forward} */
    public Optional<DirectoryChange> plan(UserRow row) {
        try (Directory directory = directory(row)) {
            return directory.find(row.address()).stream()
                    .flatMap(entry -> directory.plan(entry, wanted(row)).stream())
                    .findFirst();
        }
    }

    private Directory directory(UserRow row) {
        return scripts.open(endpoint, user -> row);
    }

    private Redirection wanted(UserRow row) {
        EmailAddress to = new EmailAddress(row.address().localPart() + "@" + options.targetDeliveryDomain());
        return new Redirection(to, options.replaceForwarding(), options.forwardingKeepsCopy());
    }
}
