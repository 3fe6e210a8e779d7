package org.stagepost.mailbox;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.MigrationException;

/** What a {@link MemoryMailbox} was asked for; found out once. */
final class MemoryAnswer<T> {
    private final Supplier<T> work;
    private final long due;
    private boolean known;
    private @Nullable T value;
    private @Nullable MigrationException failure;

    MemoryAnswer(Supplier<T> work, long due) {
        this.work = work;
        this.due = due;
    }

    long due() {
        return due;
    }

    void find() {
        if (known) {
            return;
        }
        known = true;
        try {
            value = work.get();
        } catch (MigrationException e) {
            failure = e;
        }
    }

    T value() {
        MigrationException refused = failure;
        T answer = value;
        if (refused != null) {
            throw refused;
        }
        if (answer == null) {
            throw new IllegalStateException("asked again after a crash");
        }
        return answer;
    }
}
