package org.stagepost.migration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.DirectoryChange.Action;
import org.stagepost.migration.ChangeUndone.Result;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Reach;

/**
 * Takes a batch's directory changes back, the last one of each user first. A user whose last change stands keeps those
 * before it: forwarding must not end while the mailbox that it replaces is none any more. Users are held before anything
 * is taken back, so that no run makes it again behind our back, and stay so until somebody starts them.
 */
public final class UndoChanges {
    private final ChangeHistory history;
    private final BatchQueries queries;
    private final UserLedger ledger;
    private final ChangedDirectories directories;

    public UndoChanges(ChangeHistory history, BatchQueries queries, UserLedger ledger, ChangedDirectories directories) {
        this.history = history;
        this.queries = queries;
        this.ledger = ledger;
        this.directories = directories;
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
     * What {@link #undo} would do now. Writes nothing. Looks at each change as if those after it stood, but for one that
     * was begun again: it is taken back once.
     *
     * @param user empty for all of the batch
     */
    public List<ChangeUndone> plan(BatchName batch, Optional<EmailAddress> user) {
        Set<DirectoryChange> planned = new HashSet<>();
        return each(
                batch,
                user,
                (opened, change) ->
                        planned.add(change.change()) ? opened.of(change).planUndo(change.change()) : Optional.empty());
    }

    /**
     * In the order in which they are taken back.
     *
     * @throws MigrationException BATCH_NOT_READY while the batch runs; DIRECTORY_UNREACHABLE, and what else keeps a
     *     directory from being opened: what was taken back before stays so, and the next call goes on
     */
    public List<ChangeUndone> undo(BatchName batch, Optional<EmailAddress> user) {
        requireRest(batch);
        hold(batch, changes(batch, user));
        return each(batch, user, (opened, change) -> {
            Optional<DirectoryChange> planned = opened.of(change).planUndo(change.change());
            if (planned.isPresent()) {
                requireMailStaysReachable(opened, change);
            }
            opened.of(change)
                    .undo(change.change(), new UserJournal(change.change().user(), history.journal(batch)));
            takenBack(batch, change);
            return planned;
        });
    }

    /** Whoever began a run meanwhile may have read the users before they were held: then they are let go again. */
    private void hold(BatchName batch, List<RecordedChange> changes) {
        List<MigrationUser> users =
                users(batch, changes).stream().filter(user -> !user.held()).toList();
        users.forEach(user -> ledger.hold(user.id()));
        try {
            requireRest(batch);
        } catch (MigrationException e) {
            users.forEach(user -> ledger.release(user.id()));
            throw e;
        }
    }

    /** Whoever set what: mail must not go in circles, nor into what is no mailbox. */
    private static void requireMailStaysReachable(ChangedDirectories.Opened opened, RecordedChange change) {
        switch (change.change().action()) {
            case CONVERT -> opened.requireNoWayBack(change);
            case FORWARD -> opened.requireMailbox(change);
            case COMPLETE, UNDO -> {}
        }
    }

    private List<MigrationUser> users(BatchName batch, List<RecordedChange> changes) {
        Set<EmailAddress> changed = new HashSet<>();
        changes.forEach(change -> changed.add(change.change().user()));
        return ledger.users(batch).stream()
                .filter(user -> changed.contains(user.row().address()))
                .toList();
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

    /** The ledger first: a row that is taken back in the journal is not looked at again. */
    private void takenBack(BatchName batch, RecordedChange change) {
        ledger.find(batch, change.change().user()).ifPresent(user -> {
            ledger.undone(user.id(), phase(change.change().action()));
            ledger.hold(user.id());
        });
        history.takenBack(change.row());
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
        Optional<DirectoryChange> back(ChangedDirectories.Opened opened, RecordedChange change);
    }

    private List<ChangeUndone> each(BatchName batch, Optional<EmailAddress> user, Taking taking) {
        List<RecordedChange> changes = new ArrayList<>(changes(batch, user));
        Collections.reverse(changes);
        try (ChangedDirectories.Opened opened = directories.of(batch)) {
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

    private static ChangeUndone taken(ChangedDirectories.Opened opened, RecordedChange recorded, Taking taking) {
        ChangeView made = ChangeView.of(recorded);
        try {
            return taking.back(opened, recorded)
                    .map(back -> new ChangeUndone(made, Result.TAKEN_BACK, back.toLdif(), password(recorded.change())))
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
}
