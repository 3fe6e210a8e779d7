package org.stagepost.persistence.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one transaction of what several threads want to commit at the same time, where each commit waits for the disk
 * while all others wait for it: whoever comes first does the work of all who come meanwhile. Thread-safe.
 */
final class SharedCommits {
    private static final Logger LOG = LoggerFactory.getLogger(SharedCommits.class);

    private final Consumer<Consumer<Session>> transaction;
    private final List<Piece<?>> waiting = new ArrayList<>();
    private boolean busy;

    /** @param transaction does the work in one transaction, once */
    SharedCommits(Consumer<Consumer<Session>> transaction) {
        this.transaction = transaction;
    }

    /** Empty when nothing was done, because the work of one of them failed: then each is to be done by itself. */
    <T> Optional<T> call(Function<Session, T> work) {
        Piece<T> piece = new Piece<>(work);
        if (isFirst(piece) || piece.isNext()) {
            commit();
        }
        return piece.result;
    }

    private synchronized boolean isFirst(Piece<?> piece) {
        waiting.add(piece);
        boolean first = !busy;
        busy = true;
        return first;
    }

    private synchronized void takeAll(List<Piece<?>> group) {
        group.addAll(waiting);
        waiting.clear();
    }

    private void commit() {
        List<Piece<?>> group = new ArrayList<>();
        boolean done = false;
        try {
            takeAll(group);
            transaction.accept(session -> group.forEach(piece -> piece.work(session)));
            done = true;
        } catch (RuntimeException e) {
            LOG.debug("{} commits are done one by one", group.size(), e); // then it comes out whose failure it is
        } finally {
            if (!done) {
                group.forEach(Piece::forget);
            }
            passOn();
            group.forEach(piece -> piece.next.complete(false));
        }
    }

    private synchronized void passOn() {
        busy = !waiting.isEmpty();
        if (busy) {
            waiting.get(0).next.complete(true);
        }
    }

    private static final class Piece<T> {
        private final Function<Session, T> work;
        /** True for the one that commits for those who wait; false when it was done. */
        private final CompletableFuture<Boolean> next = new CompletableFuture<>();

        private Optional<T> result = Optional.empty();

        private Piece(Function<Session, T> work) {
            this.work = work;
        }

        private boolean isNext() {
            return next.join();
        }

        private void work(Session session) {
            result = Optional.of(work.apply(session));
        }

        private void forget() {
            result = Optional.empty();
        }
    }
}
