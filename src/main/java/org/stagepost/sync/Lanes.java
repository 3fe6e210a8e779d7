package org.stagepost.sync;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.Folder;

/** One or two pairs of connections that copy a mailbox: the first when it is called, the second by itself. */
final class Lanes implements AutoCloseable {
    private final Lane first;
    private final FolderQueue queue;
    private @Nullable SecondLane second;

    private Lanes(Lane first, FolderQueue queue, @Nullable SecondLane second) {
        this.first = first;
        this.queue = queue;
        this.second = second;
    }

    /** @param present folders of the target */
    static Lanes of(
            CopySession session, CopyRecord record, PairOpening pair, List<Folder> present, List<FolderPair> pairs) {
        TargetFolders targets = new TargetFolders(session.target(), present, record.decidedTargets());
        targets.ask(pairs);
        long leastItems = maySplit(session) ? pair.leastItems() : PairOpening.NEVER;
        Optional<FolderSplit> split = FolderSplit.of(pairs, folder -> record.unseen(folder.source()), leastItems);
        FolderQueue queue = new FolderQueue(
                session, record, targets, split.map(FolderSplit::first).orElse(pairs));
        return new Lanes(
                new Lane(session, record, queue),
                queue,
                split.map(some -> second(session, record, pair, targets, some.second()))
                        .orElse(null));
    }

    /**
     * Not while it is being found out what breaks the connection, nor where an earlier folder decides what a later one
     * copies.
     */
    private static boolean maySplit(CopySession session) {
        return session.context().attempt().narrowing() == 0
                && !session.holders().isOn();
    }

    private static SecondLane second(
            CopySession session, CopyRecord record, PairOpening pair, TargetFolders targets, List<FolderPair> share) {
        targets.settle();
        return new SecondLane(
                pair,
                (source, target) -> {
                    CopySession own = new CopySession(source, target, session.journal(), session.context());
                    return new Lane(own, record, new FolderQueue(own, record, targets.over(target), share));
                },
                session.context(),
                record,
                share);
    }

    /** As {@link Lane#next}; empty also while only the second is at work. */
    Optional<Slice> next(Instant limit) {
        takeOver();
        Optional<Slice> slice = first.next(limit);
        SecondLane other = second;
        if (slice.isEmpty() && first.isThrough() && other != null) {
            other.await();
        }
        return slice;
    }

    /** What the second could not begin, or fails with what it failed with. */
    private void takeOver() {
        SecondLane other = second;
        if (other != null && other.isDone()) {
            second = null;
            queue.add(other.left());
        }
    }

    Optional<Slice> planned() {
        return first.planned();
    }

    void send(Instant limit) {
        first.send(limit);
    }

    boolean isThrough() {
        return first.isThrough() && second == null;
    }

    void settleAll() {
        SecondLane other = second;
        if (other != null) {
            other.stop();
        }
        first.settleAll();
    }

    /** Ends the second, after what it has under way. */
    @Override
    public void close() {
        SecondLane other = second;
        if (other != null) {
            other.close();
        }
    }
}
