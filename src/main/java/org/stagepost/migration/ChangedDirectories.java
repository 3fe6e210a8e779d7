package org.stagepost.migration;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointCatalog;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Opens the directories in which a batch changed something, by the endpoints' names in its journal. */
public final class ChangedDirectories {
    private final ManageBatches batches;
    private final UserLedger ledger;
    private final EndpointCatalog endpoints;
    private final OpenDirectories opener;

    public ChangedDirectories(
            ManageBatches batches, UserLedger ledger, EndpointCatalog endpoints, OpenDirectories opener) {
        this.batches = batches;
        this.ledger = ledger;
        this.endpoints = endpoints;
        this.opener = opener;
    }

    /** The caller closes it. */
    Opened of(BatchName batch) {
        return new Opened(batch);
    }

    /** Each is opened when first needed. */
    final class Opened implements AutoCloseable {
        private final BatchName batch;
        private final Map<String, Directory> byEndpoint = new HashMap<>();

        private Opened(BatchName batch) {
            this.batch = batch;
        }

        /** The one that the change was made in. */
        Directory of(RecordedChange change) {
            return directory(change.change().endpoint());
        }

        private Directory directory(String endpoint) {
            return byEndpoint.computeIfAbsent(endpoint, name -> opener.open(endpoint(name), this::row));
        }

        /**
         * Of a mail-enabled user, forwarding is all that reaches its mail.
         *
         * @throws MigrationException ENTRY_CHANGED when the entry is no mailbox any more
         */
        void requireMailbox(RecordedChange change) {
            of(change).find(change.change().user()).stream()
                    .filter(entry -> !entry.type().isMailbox())
                    .findFirst()
                    .ifPresent(entry -> {
                        throw new MigrationException(
                                FailureCode.ENTRY_CHANGED,
                                entry.id() + " is " + entry.type().phrase() + " by now: its mail would reach nobody");
                    });
        }

        /**
         * A mailbox that becomes a mail-enabled user again forwards to the old one.
         *
         * @throws MigrationException FORWARDING_CONFLICT when the old one forwards to it, whoever set that
         */
        void requireNoWayBack(RecordedChange change) {
            DirectoryChange converted = change.change();
            jobFile().flatMap(JobFile::sourceDirectory).map(Endpoint::name).ifPresent(source -> {
                for (DirectoryEntry from : directory(source).find(converted.user())) {
                    String forwarding = from.targetAddress();
                    of(change).find(converted.address()).stream()
                            .flatMap(to -> to.addresses().stream())
                            .filter(address -> forwarding
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .endsWith(address.key()))
                            .findFirst()
                            .ifPresent(address -> {
                                throw new MigrationException(
                                        FailureCode.FORWARDING_CONFLICT,
                                        from.id() + " forwards to " + address
                                                + ", which would forward back: end that first");
                            });
                }
            });
        }

        private UserRow row(EmailAddress user) {
            return ledger.find(batch, user)
                    .map(MigrationUser::row)
                    .orElseThrow(() ->
                            new MigrationException(FailureCode.USER_NOT_FOUND, user + " is not in the batch any more"));
        }

        /** As its settings make it; empty when it is gone or wrong by now. */
        private Optional<JobFile> jobFile() {
            try {
                return Optional.of(batches.jobFile(batches.known(batch)));
            } catch (MigrationException e) {
                if (e.code() == FailureCode.JOB_FILE_INVALID) {
                    return Optional.empty();
                }
                throw e;
            }
        }

        /** The batch's own, else one that is stored. */
        private Endpoint endpoint(String name) {
            return jobFile()
                    .flatMap(jobFile -> EndpointSecrets.endpoints(jobFile)
                            .filter(endpoint -> endpoint.name().equals(name))
                            .findFirst())
                    .or(() -> endpoints.find(name))
                    .orElseThrow(() -> new MigrationException(
                            FailureCode.JOB_FILE_INVALID,
                            "neither the job file nor the store has endpoint " + name + ", where changes were made"));
        }

        @Override
        public void close() {
            byEndpoint.values().forEach(Directory::close);
        }
    }
}
