package org.stagepost.proof;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What failed first of two that are read at the same time: the other one need not go on. Thread-safe. */
final class FirstFailure {
    private final BooleanSupplier halted;
    private volatile @Nullable RuntimeException first;

    FirstFailure(BooleanSupplier halted) {
        this.halted = halted;
    }

    /** Halted, or one has failed. */
    boolean isEnd() {
        return first != null || halted.getAsBoolean();
    }

    <T> T noting(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            first(e);
            throw e;
        }
    }

    /** This failure, unless there was one before it. */
    synchronized RuntimeException first(RuntimeException failure) {
        RuntimeException before = first;
        if (before != null) {
            return before;
        }
        first = failure;
        return failure;
    }
}
