package org.stagepost.sync;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;

/** The folders of a mailbox that are still to be opened, the next ones asked for ahead. */
final class FolderQueue {
    private static final int FOLDERS_AHEAD = 16;
    private static final long ITEMS_AHEAD = 100_000;

    private final CopySession session;
    private final TargetFolders folders;
    private final Deque<FolderPair> waiting;
    private final Deque<FolderOpening> asked = new ArrayDeque<>();

    FolderQueue(CopySession session, TargetFolders folders, Collection<FolderPair> pairs) {
        this.session = session;
        this.folders = folders;
        this.waiting = new ArrayDeque<>(pairs);
    }

    boolean isEmpty() {
        return asked.isEmpty() && waiting.isEmpty();
    }

    /** Once more, before the others that have not been asked for yet. */
    void again(FolderPair pair) {
        waiting.addFirst(pair);
    }

    Optional<FolderOpening> next() {
        ask();
        return Optional.ofNullable(asked.poll());
    }

    /** Before the items of the present folders are asked for, so that nobody waits for a listing behind them. */
    void ask() {
        while (!waiting.isEmpty() && hasRoom()) {
            asked.add(new FolderOpening(session, folders, waiting.remove()));
        }
    }

    void clear() {
        waiting.clear();
        asked.clear();
    }

    private boolean hasRoom() {
        long items = asked.stream().mapToLong(FolderOpening::items).sum();
        return asked.isEmpty() || (asked.size() < FOLDERS_AHEAD && items < ITEMS_AHEAD);
    }
}
