package org.stagepost.migration;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.sync.TargetOpening;

/** A target mailbox that is opened when it is asked for, or beside something else, in a thread of its own. */
final class LazyTarget implements TargetOpening {
    private final FutureTask<TargetMailbox> opening;
    private boolean begun;

    LazyTarget(Callable<TargetMailbox> opener) {
        this.opening = new FutureTask<>(opener);
    }

    /** Begins to open it; {@link #awaitIfBegun} waits for the end. */
    void begin() {
        begun = true;
        Thread thread = new Thread(opening, "target-" + Thread.currentThread().getName());
        thread.setDaemon(true);
        thread.start();
    }

    /** @throws MigrationException what the opening failed with */
    void awaitIfBegun() {
        if (begun) {
            open();
        }
    }

    @Override
    public TargetMailbox open() {
        begun = true;
        opening.run(); // does nothing if it has begun
        try {
            return opening.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(FailureCode.STOPPED, "interrupted while the target was opened", e);
        }
    }

    /** Waits for an opening that has begun: its connection must not be left open. */
    @Override
    public void close() {
        if (!begun) {
            return;
        }
        try {
            open().close();
        } catch (MigrationException e) {
            begun = false; // it was never open
        }
    }
}
