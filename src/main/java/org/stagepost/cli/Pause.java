package org.stagepost.cli;

import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Waits between two looks at what another process does. */
final class Pause {
    private Pause() {}

    /** @throws MigrationException STOPPED when the thread is interrupted */
    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(FailureCode.STOPPED, "interrupted while waiting", e);
        }
    }
}
