package org.stagepost.job;

import java.util.Optional;

/** Hears of every change of a batch's status while this process works on it. Thread-safe; calls must return at once. */
public interface StatusListener {
    /** Nobody wants to hear. */
    StatusListener NONE = change -> {};

    void changed(StatusChange change);

    /** Why somebody did not hear of a change, in a sentence that the administrator should read; said once. */
    default Optional<String> complaint() {
        return Optional.empty();
    }
}
