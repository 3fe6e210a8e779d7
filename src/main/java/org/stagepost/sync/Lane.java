package org.stagepost.sync;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.Pending;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Reach;
import org.stagepost.model.Retry;

/**
 * A pair of connections and the slices on their way between them: planned, asked of the source, sent, settled.
 * Nothing is sent before its intent is durable. Slices are settled in the order in which they were sent.
 */
final class Lane {
    private static final int MAX_REBUILDS = 3;

    private final CopySession session;
    private final CopyRecord record;
    private final FolderQueue queue;
    private final Pace pace;
    private final Set<FolderCopy> folders = new LinkedHashSet<>();
    private final LinkedList<SliceTransfer> planned = new LinkedList<>();
    private final Deque<SliceTransfer> sent = new ArrayDeque<>();
    private final List<Pending<Boolean>> subscriptions = new ArrayList<>();
    private final Map<FolderPath, Integer> rebuilds = new HashMap<>();
    private long asked;
    private long delivered;

    Lane(CopySession session, CopyRecord record, FolderQueue queue) {
        this.session = session;
        this.record = record;
        this.queue = queue;
        this.pace = Pace.of(session.context(), session.target().capabilities());
    }

    boolean isThrough() {
        return queue.isEmpty() && planned.isEmpty() && sent.isEmpty() && folders.isEmpty();
    }

    /** The slice that is to be sent next, its intent durable; empty when none was found before the limit. */
    Optional<Slice> next(Instant limit) {
        plan(limit);
        while (planned.isEmpty() && !sent.isEmpty()) {
            settle();
            plan(limit);
        }
        if (planned.isEmpty() || !planned.element().isDurable()) {
            store(List.of());
        }
        return planned();
    }

    Optional<Slice> planned() {
        return Optional.ofNullable(planned.peek()).map(SliceTransfer::slice);
    }

    /**
     * Sends the slice that is next, and settles the oldest when enough are under way. Leaves it planned while the
     * servers allow no more.
     */
    void send(Instant limit) {
        SliceTransfer next = planned.element();
        Slice slice = next.slice();
        if (!WorkMeter.take(allowance(), slice)) {
            return;
        }
        planned.remove();
        sent.add(next);
        if (next.isPassedOver()) {
            next.ask();
            planned.stream().filter(SliceTransfer::isAsked).forEach(SliceTransfer::ask);
        } else if (!next.isAsked()) {
            ask(next);
        }
        for (PartTransfer part : next.parts()) {
            attempt(part.folder().pair(), () -> part.folder().send(part));
        }
        delivered++;
        if (pace.readAhead() > 0) {
            plan(limit);
        }
        while (sent.size() > (planned.isEmpty() || allowance().isSlow() ? 0 : pace.underWay())) {
            settle();
        }
    }

    /** Waits for what became of all that was sent. */
    void settleAll() {
        while (!sent.isEmpty()) {
            settle();
        }
    }

    private void plan(Instant limit) {
        queue.ask(asked);
        while (planned.size() < pace.planAhead()) {
            List<PartTransfer> parts = parts(limit);
            if (parts.isEmpty()) {
                break;
            }
            planned.add(new SliceTransfer(parts));
        }
        planned.stream()
                .limit(allowance().isSlow() ? 0 : pace.readAhead())
                .filter(slice -> !slice.isAsked())
                .forEach(this::ask);
    }

    private Room room() {
        return Room.of(pace, allowance());
    }

    private Allowance allowance() {
        return session.context().allowance();
    }

    private void ask(SliceTransfer slice) {
        slice.ask();
        asked++;
    }

    /** Those of the next slice. Folders are opened until it is full. */
    private List<PartTransfer> parts(Instant limit) {
        SliceFill fill = new SliceFill(room());
        List.copyOf(folders).forEach(fill::add);
        while (!fill.isFull() && queue.isReady(delivered) && !session.now().isAfter(limit)) {
            openNext().forEach(fill::add);
        }
        if (fill.parts().isEmpty() && queue.isEmpty()) {
            if (planned.isEmpty() && sent.isEmpty()) {
                session.holders().nothingUnderWay();
            }
            folders.forEach(FolderCopy::share);
            List.copyOf(folders).forEach(fill::add);
        }
        return fill.parts();
    }

    private List<FolderCopy> openNext() {
        List<FolderOpening> group = queue.take();
        queue.ask(asked);
        List<OpenFolder> opened = new ArrayList<>();
        for (FolderOpening opening : group) {
            attempt(opening.pair(), () -> {
                OpenFolder open = opening.await();
                if (record.entry(open.pair().path()).isEmpty()) {
                    opening.subscribe(open.pair()).ifPresent(subscriptions::add);
                }
                opened.add(open);
            });
        }
        List<FolderBeginning> begun = new ArrayList<>();
        for (RecoveredFolder folder : recovered(opened)) {
            attempt(folder.open().pair(), () -> begun.add(FolderBeginning.of(session, folder)));
        }
        List<FolderCopy> copies = new ArrayList<>();
        for (FolderBeginning beginning : begun) {
            FolderPair pair = beginning.open().pair();
            attempt(pair, () -> copies.add(FolderCopy.of(session, beginning, record.entry(pair.path()))));
        }
        folders.addAll(copies);
        return copies;
    }

    private List<RecoveredFolder> recovered(List<OpenFolder> opened) {
        List<RecoveredFolder> recovered = new ArrayList<>();
        new GroupRecovery(session, record, opened)
                .forEach((open, recovery) ->
                        attempt(open.pair(), () -> recovered.add(RecoveredFolder.of(session, open, recovery.get()))));
        return recovered;
    }

    private void settle() {
        SliceTransfer oldest = sent.remove();
        List<Settled> settled = new ArrayList<>();
        MigrationException failure = null;
        for (PartTransfer part : oldest.parts()) {
            failure = failure == null || isQuota(failure) ? worse(failure, settle(part, settled)) : failure;
        }
        oldest.parts().forEach(part -> planAgain(part.folder()));
        if (failure == null || !settled.isEmpty()) {
            store(settled);
            session.context().progress().settled(oldest.underWayFor());
        }
        if (failure != null) {
            endWith(failure);
        }
    }

    /** Before what is not yet asked for: behind it, a refused item would long be unknown. */
    private void planAgain(FolderCopy folder) {
        int at = (int) planned.stream().filter(SliceTransfer::isAsked).count();
        while (folder.isToBeRepeated()) {
            List<PartTransfer> parts = folder.plan(room()).stream().toList();
            planned.add(at++, new SliceTransfer(parts));
        }
    }

    private @Nullable MigrationException settle(PartTransfer part, List<Settled> settled) {
        try {
            attempt(
                    part.folder().pair(),
                    () -> settled.add(new Settled(part, part.folder().settle(part))));
            for (Settled one : settled) {
                if (one.part().equals(part)) {
                    return one.result().failure();
                }
            }
            return null;
        } catch (MigrationException e) {
            return e;
        }
    }

    private static @Nullable MigrationException worse(
            @Nullable MigrationException one, @Nullable MigrationException other) {
        return other == null || (one != null && isQuota(other)) ? one : other;
    }

    /** A full target still answers: what became of the slices behind is stored before the mailbox ends. */
    private void endWith(MigrationException failure) {
        if (isQuota(failure) && !sent.isEmpty()) {
            try {
                settleAll();
            } catch (MigrationException e) {
                if (!isQuota(e)) {
                    failure.addSuppressed(e);
                }
            }
        }
        throw failure;
    }

    private static boolean isQuota(MigrationException failure) {
        return failure.code() == FailureCode.TARGET_QUOTA_FULL;
    }

    private void store(List<Settled> settled) {
        subscriptions.forEach(Pending::await);
        subscriptions.clear();
        record.store(folders, settled);
        planned.forEach(SliceTransfer::durable);
        folders.removeIf(FolderCopy::isThrough);
    }

    /** A folder's failure is its own; the others go on. */
    private void attempt(FolderPair pair, Runnable work) {
        try {
            work.run();
        } catch (MigrationException e) {
            if (e.code().reach() != Reach.FOLDER) {
                throw e;
            }
            giveUp(pair.path());
            if (e.code().retry() == Retry.NOW && rebuilds.merge(pair.path(), 1, Integer::sum) <= MAX_REBUILDS) {
                queue.again(pair);
            } else {
                record.failed(new FolderFailure(pair.path(), e.code(), e.detail()));
            }
        }
    }

    private void giveUp(FolderPath path) {
        folders.stream().filter(folder -> folder.pair().path().equals(path)).forEach(FolderCopy::giveUp);
        folders.removeIf(FolderCopy::isGivenUp);
        delivered += planned.stream()
                .filter(slice -> slice.isEmpty() && slice.isAsked())
                .count();
        planned.removeIf(SliceTransfer::isEmpty);
    }
}
