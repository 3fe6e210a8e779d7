package org.stagepost.migration;

import java.util.function.Function;
import org.stagepost.credential.SecretResolver;
import org.stagepost.directory.ChangeJournal;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.DirectoryConnector;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Opens the two directories of a staged batch. Thread-safe. */
public final class OpenDirectories {
    private final DirectoryConnector connector;
    private final SecretResolver secrets;
    private final Function<BatchName, ChangeJournal> journals;
    private final OpenScripts scripts;

    public OpenDirectories(
            DirectoryConnector connector,
            SecretResolver secrets,
            Function<BatchName, ChangeJournal> journals,
            OpenScripts scripts) {
        this.connector = connector;
        this.secrets = secrets;
        this.journals = journals;
        this.scripts = scripts;
    }

    /** Opens directories in which nothing can be changed: a change would have no journal. */
    public static OpenDirectories toLook(DirectoryConnector connector, SecretResolver secrets, OpenScripts scripts) {
        return new OpenDirectories(connector, secrets, batch -> new NoJournal(), scripts);
    }

    private static final class NoJournal implements ChangeJournal {
        @Override
        public long intend(DirectoryChange change) {
            throw new IllegalStateException(
                    "a directory was opened to look, and is to be changed at " + change.entry());
        }

        @Override
        public void refuse(long row) {
            throw new IllegalStateException("nothing was intended");
        }

        @Override
        public void confirm(long row) {
            throw new IllegalStateException("nothing was intended");
        }
    }

    /** The caller closes it. @throws MigrationException as {@link DirectoryConnector#open}, and SECRET_MISSING */
    public UserDirectories open(JobFile jobFile) {
        Directory source = open(jobFile.sourceDirectory().orElseThrow(() -> missing(jobFile)));
        try {
            Directory target = open(jobFile.targetDirectory().orElseThrow(() -> missing(jobFile)));
            return new UserDirectories(
                    source,
                    target,
                    secrets,
                    journals.apply(jobFile.name()),
                    jobFile.options().directories());
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** How a batch without directories forwards; it has {@link JobFile#sourceSieve}. */
    public SieveForwarding forwarding(JobFile jobFile) {
        return new SieveForwarding(
                scripts,
                jobFile.sourceSieve().orElseThrow(() -> missing(jobFile)),
                jobFile.options().directories(),
                journals.apply(jobFile.name()));
    }

    /**
     * The caller closes it.
     *
     * @param rows of users, for endpoints where each has a login
     * @throws MigrationException as {@link #open(JobFile)}
     */
    public Directory open(Endpoint endpoint, Function<EmailAddress, UserRow> rows) {
        return endpoint.kind() == EndpointKind.SIEVE ? scripts.open(endpoint, rows) : open(endpoint);
    }

    private Directory open(Endpoint endpoint) {
        return connector.open(
                endpoint, secrets.resolve(endpoint.login().password(), "password of endpoint " + endpoint.name()));
    }

    private static MigrationException missing(JobFile jobFile) {
        return new MigrationException(
                FailureCode.JOB_FILE_INVALID, jobFile.path() + " names no source and target directory");
    }
}
