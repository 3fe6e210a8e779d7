package org.stagepost.sync;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** The folders of a mailbox that are still to be opened, the next ones asked for ahead. */
final class FolderQueue {
    private static final int FOLDERS_AHEAD = 16;
    private static final long ITEMS_AHEAD = 100_000;

    private final CopySession session;
    private final CopyRecord record;
    private final TargetFolders folders;
    private final Deque<FolderPair> waiting;
    private final Deque<FolderOpening> asked = new ArrayDeque<>();
    private long slicesBefore;

    FolderQueue(CopySession session, CopyRecord record, TargetFolders folders, Collection<FolderPair> pairs) {
        this.session = session;
        this.record = record;
        this.folders = folders;
        this.waiting = new ArrayDeque<>(pairs);
    }

    boolean isEmpty() {
        return asked.isEmpty() && waiting.isEmpty();
    }

    /** Others, whose target folders have been asked for. */
    void add(Collection<FolderPair> pairs) {
        waiting.addAll(pairs);
    }

    /** Once more, before the others that have not been asked for yet. */
    void again(FolderPair pair) {
        waiting.addFirst(pair);
    }

    /**
     * Before more items are asked of the source, so that nobody waits for a listing behind them.
     *
     * @param slices that the source has been asked for so far
     */
    void ask(long slices) {
        while (!waiting.isEmpty() && hasRoom()) {
            FolderPair pair = waiting.remove();
            asked.add(new FolderOpening(session, folders, pair, record.known(pair.path())));
            slicesBefore = slices;
        }
    }

    /**
     * True when folders can be opened without taking in slices that must not be sent yet.
     *
     * @param slices that the source has delivered so far
     */
    boolean isReady(long slices) {
        return !asked.isEmpty() && slicesBefore <= slices;
    }

    /** Those that were asked for. */
    List<FolderOpening> take() {
        List<FolderOpening> group = List.copyOf(asked);
        asked.clear();
        return group;
    }

    /** Which folder has an item's copy can be decided only when all that there is on the target is known. */
    private boolean hasRoom() {
        if (session.holders().isOn()) {
            return true;
        }
        long items = asked.stream().mapToLong(FolderOpening::items).sum();
        return asked.isEmpty() || (asked.size() < FOLDERS_AHEAD && items < ITEMS_AHEAD);
    }
}
