package org.stagepost.job;

import java.util.Optional;

/** Hears of every change of a batch's status while this process works on it. Thread-safe; calls must return at once. */
public interface StatusListener {
    /** Nobody wants to hear. */
    StatusListener NONE = change -> {};

    void changed(StatusChange change);

    /** Why nobody hears of any change while this process lives, in a sentence; empty when somebody may, or nobody wants to. */
    default Optional<String> unable() {
        return Optional.empty();
    }

    /** Why somebody did not hear of a change, in a sentence that the administrator should read; said once. */
    default Optional<String> complaint() {
        return Optional.empty();
    }
}
