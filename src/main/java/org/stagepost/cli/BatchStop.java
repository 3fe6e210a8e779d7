package org.stagepost.cli;

import org.jspecify.annotations.Nullable;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.MigrationBatch.Mark;
import org.stagepost.migration.RequestKind;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

/** Asks the process that runs batches to stop one, or one user of it. */
final class BatchStop {
    private static final long PAUSE_MILLIS = 100;

    private final Contexts contexts;
    private final HomeFolder home;

    BatchStop(Contexts contexts, HomeFolder home) {
        this.contexts = contexts;
        this.home = home;
    }

    /** @return the batch when it is at rest, or as it stands when nobody wants to wait */
    BatchView go(BatchName name, boolean wait) {
        try (Contexts.Control control = contexts.control(home)) {
            BatchView batch = Lookup.batch(control, name);
            if (batch.batch().life().is(Mark.INTERRUPTED)) {
                control.manageBatches().stayStopped(name);
            }
            if (!control.runnerAlive() || !ask(control, name, null)) {
                return batch;
            }
            return wait ? whenAtRest(control, name) : Lookup.batch(control, name);
        } catch (MigrationException e) {
            if (HandedOverRun.isGone(e)) {
                return afterwards(name); // the process that ran it has ended meanwhile
            }
            throw e;
        }
    }

    /**
     * Returns when the process has seen the request.
     *
     * @param user null for the whole batch
     * @return false when the batch does not run
     * @throws MigrationException as {@link Asking#answer}
     */
    static boolean ask(Contexts.Control control, BatchName name, @Nullable EmailAddress user) {
        return Asking.answer(control, name, RequestKind.STOP, user).exitCode() == ExitCode.STOPPED;
    }

    private static BatchView whenAtRest(Contexts.Control control, BatchName name) {
        BatchView batch = Lookup.batch(control, name);
        while (!batch.status().isAtRest()) {
            Pause.millis(PAUSE_MILLIS);
            batch = Lookup.batch(control, name);
        }
        return batch;
    }

    private BatchView afterwards(BatchName name) {
        try (Contexts.Control control = contexts.control(home)) {
            return Lookup.batch(control, name);
        }
    }
}
