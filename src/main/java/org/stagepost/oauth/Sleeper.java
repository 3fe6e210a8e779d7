package org.stagepost.oauth;

import java.time.Duration;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Lets time pass; injected, so that a test need not wait. */
@FunctionalInterface
interface Sleeper {
    /** @throws MigrationException STOPPED when the thread is interrupted */
    void sleep(Duration duration);

    static Sleeper system() {
        return duration -> {
            try {
                Thread.sleep(duration.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MigrationException(FailureCode.STOPPED, "interrupted while waiting for an access token", e);
            }
        };
    }
}
