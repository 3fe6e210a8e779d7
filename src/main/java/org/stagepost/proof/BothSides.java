package org.stagepost.proof;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** Both sides of a mailbox, read at the same time. Used by one thread; a second one is its own. */
final class BothSides implements AutoCloseable {
    private final Side source;
    private final Side target;
    private final Supplier<TargetMailbox> writable;
    private final FirstFailure failure;
    private final ExecutorService other = Executors.newSingleThreadExecutor(BothSides::thread);
    private final Map<FolderPath, UnaryOperator<Marks>> permitted = new HashMap<>();
    private @Nullable TargetMailbox opened;

    /**
     * @param writable asked only which marks a folder keeps: folders that are opened for reading do not tell. Gives the one
     *     that is open, or opens it
     * @param failure which both sides stop for
     */
    BothSides(Side source, Side target, Supplier<TargetMailbox> writable, FirstFailure failure) {
        this.source = source;
        this.target = target;
        this.writable = writable;
        this.failure = failure;
    }

    /** What the two said. */
    record Answers<S, T>(S source, T target) {}

    Side source() {
        return source;
    }

    Side target() {
        return target;
    }

    /** Waits for both, also when one fails; then the other one ends soon, and what failed first is thrown. */
    <S, T> Answers<S, T> ask(Supplier<S> ofSource, Supplier<T> ofTarget) {
        Future<T> answer = other.submit(() -> failure.noting(ofTarget));
        S first;
        try {
            first = failure.noting(ofSource);
        } catch (RuntimeException e) {
            awaitEnd(answer);
            throw failure.first(e);
        }
        return new Answers<>(first, await(answer));
    }

    private static void awaitEnd(Future<?> answer) {
        try {
            await(answer);
        } catch (RuntimeException e) {
            // the first failure is told
        }
    }

    private static <T> T await(Future<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | CancellationException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(FailureCode.STOPPED, "interrupted while a mailbox was verified", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Those of the marks that the target folder can keep. */
    Marks permitted(FolderPath folder, Marks wanted) {
        return permitted.computeIfAbsent(folder, this::ask).apply(wanted);
    }

    private UnaryOperator<Marks> ask(FolderPath folder) {
        TargetMailbox before = opened;
        TargetMailbox mailbox = writable.get();
        opened = mailbox;
        if (before != null && before != mailbox) {
            before.close();
        }
        return mailbox.open(folder).await().permitted();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "verify-target");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        other.shutdownNow();
        TargetMailbox mailbox = opened;
        if (mailbox != null) {
            mailbox.close();
        }
    }
}
