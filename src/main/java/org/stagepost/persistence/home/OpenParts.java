package org.stagepost.persistence.home;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parts that were opened one after the other; closed in the opposite order, all of them, even if one fails. */
public final class OpenParts implements AutoCloseable {
    private final Deque<Part> parts = new ArrayDeque<>();

    /** Something that closes without a checked exception. */
    public interface Part extends AutoCloseable {
        @Override
        void close();
    }

    public <T extends Part> T add(T part) {
        parts.push(part);
        return part;
    }

    /** What the parts are built into; they are closed when that fails. */
    public static <T> T build(Function<OpenParts, T> builder) {
        OpenParts parts = new OpenParts();
        try {
            return builder.apply(parts);
        } catch (RuntimeException e) {
            closeAfter(parts, e);
            throw e;
        }
    }

    private static void closeAfter(OpenParts parts, RuntimeException failure) {
        try {
            parts.close();
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    @Override
    public void close() {
        RuntimeException failure = closeNext(null);
        if (failure != null) {
            throw failure;
        }
    }

    private @Nullable RuntimeException closeNext(@Nullable RuntimeException first) {
        RuntimeException failure = first;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        return failure;
    }
}
