package org.stagepost.migration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.DirectoryChange.Action;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointCatalog;
import org.stagepost.migration.ChangeUndone.Result;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Reach;

/**
 * Takes a batch's directory changes back, the last one of each user first. A user whose last change stands keeps those
 * before it: forwarding must not end while the mailbox that it replaces is none any more.
 */
public final class UndoChanges {
    private final ChangeHistory history;
    private final BatchStore batches;
    private final BatchQueries queries;
    private final UserLedger ledger;
    private final JobFileReader jobFiles;
    private final EndpointCatalog endpoints;
    private final OpenDirectories opener;

    public UndoChanges(
            ChangeHistory history,
            BatchStore batches,
            BatchQueries queries,
            UserLedger ledger,
            JobFileReader jobFiles,
            EndpointCatalog endpoints,
            OpenDirectories opener) {
        this.history = history;
        this.batches = batches;
        this.queries = queries;
        this.ledger = ledger;
        this.jobFiles = jobFiles;
        this.endpoints = endpoints;
        this.opener = opener;
    }

    /** The changes that stand, in the order in which they were made. @param user empty for all of the batch */
    public List<ChangeView> list(BatchName batch, Optional<EmailAddress> user) {
        return changes(batch, user).stream().map(ChangeView::of).toList();
    }

    private List<RecordedChange> changes(BatchName batch, Optional<EmailAddress> user) {
        return history.of(batch).stream()
                .filter(change -> user.filter(
                                address -> !address.equals(change.change().user()))
                        .isEmpty())
                .toList();
    }

    /**
     * What {@link #undo} would do now. Writes nothing.
     *
     * @param user empty for all of the batch
     */
    public List<ChangeUndone> plan(BatchName batch, Optional<EmailAddress> user) {
        return each(batch, user, (directory, change) -> directory.planUndo(change.change()));
    }

    /**
     * In the order in which they are taken back.
     *
     * @throws MigrationException BATCH_NOT_READY while the batch runs; DIRECTORY_UNREACHABLE, and what else keeps a
     *     directory from being opened: what was taken back before stays so, and the next call goes on
     */
    public List<ChangeUndone> undo(BatchName batch, Optional<EmailAddress> user) {
        requireRest(batch);
        return each(batch, user, (directory, change) -> {
            Optional<DirectoryChange> planned = directory.planUndo(change.change());
            directory.undo(change.change(), history.journal(batch));
            takenBack(batch, change);
            return planned;
        });
    }

    private void requireRest(BatchName batch) {
        BatchStatus status = queries.find(batch)
                .orElseThrow(() -> new MigrationException(FailureCode.BATCH_UNKNOWN, "there is no batch " + batch))
                .status();
        if (!status.isAtRest()) {
            throw new MigrationException(
                    FailureCode.BATCH_NOT_READY,
                    "batch " + batch + " is " + status.word() + ": its directory changes are taken back when it rests");
        }
    }

    /** The next run makes the user's changes again. */
    private void takenBack(BatchName batch, RecordedChange change) {
        history.takenBack(change.row());
        EmailAddress address = change.change().user();
        ledger.users(batch).stream()
                .filter(user -> user.row().address().equals(address))
                .forEach(user -> ledger.undone(user.id(), phase(change.change().action())));
    }

    private static Phase phase(Action action) {
        return switch (action) {
            case CONVERT -> Phase.PROVISION;
            case FORWARD -> Phase.FORWARD;
            case COMPLETE -> Phase.COMPLETE;
            case UNDO -> throw new IllegalArgumentException("what takes a change back is none of a run's");
        };
    }

    /** Takes one change back, or says what would. */
    private interface Taking {
        Optional<DirectoryChange> back(Directory directory, RecordedChange change);
    }

    private List<ChangeUndone> each(BatchName batch, Optional<EmailAddress> user, Taking taking) {
        List<RecordedChange> changes = new ArrayList<>(changes(batch, user));
        Collections.reverse(changes);
        try (Opened opened = new Opened(batch)) {
            Set<EmailAddress> standing = new HashSet<>();
            List<ChangeUndone> results = new ArrayList<>();
            for (RecordedChange change : changes) {
                ChangeUndone result =
                        standing.contains(change.change().user()) ? left(change) : taken(opened, change, taking);
                if (!result.isGone()) {
                    standing.add(change.change().user());
                }
                results.add(result);
            }
            return results;
        }
    }

    private static ChangeUndone left(RecordedChange recorded) {
        ChangeView made = ChangeView.of(recorded);
        return new ChangeUndone(made, Result.LEFT, "", "a later change of " + made.user() + " stands");
    }

    private static ChangeUndone taken(Opened opened, RecordedChange recorded, Taking taking) {
        DirectoryChange change = recorded.change();
        ChangeView made = ChangeView.of(recorded);
        try {
            return taking.back(opened.directory(change.endpoint()), recorded)
                    .map(back -> new ChangeUndone(made, Result.TAKEN_BACK, back.toLdif(), password(change)))
                    .orElseGet(() -> new ChangeUndone(made, Result.NOT_THERE, "", ""));
        } catch (MigrationException e) {
            if (e.code().reach() != Reach.MAILBOX) {
                throw e;
            }
            return new ChangeUndone(made, Result.STANDS, "", e.detail());
        }
    }

    private static String password(DirectoryChange change) {
        return change.password() ? "the password that was set stays" : "";
    }

    /** The directories that changes were made in, each opened when first needed. */
    private final class Opened implements AutoCloseable {
        private final BatchName batch;
        private final Map<String, Directory> byEndpoint = new HashMap<>();

        Opened(BatchName batch) {
            this.batch = batch;
        }

        Directory directory(String endpoint) {
            return byEndpoint.computeIfAbsent(endpoint, name -> opener.open(endpoint(name), this::row));
        }

        private UserRow row(EmailAddress user) {
            return ledger.find(batch, user)
                    .map(MigrationUser::row)
                    .orElseThrow(() ->
                            new MigrationException(FailureCode.USER_NOT_FOUND, user + " is not in the batch any more"));
        }

        /** The batch's own, else one that is stored. */
        private Endpoint endpoint(String name) {
            return batches.find(batch)
                    .flatMap(known -> jobFiles.read(known.jobFile()).value())
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
