package org.stagepost.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stagepost.model.FailureCode;

/** Items that a client sent in one command: stored all or not at all, when they are due, or when somebody waits. */
final class MemoryLanding implements Runnable {
    private final MemoryMailbox server;
    private final MemoryFolder folder;
    private final List<MemoryItem> items;
    private final List<ItemKey> copies = new ArrayList<>();
    private final List<Optional<FailureCode>> refusals = new ArrayList<>();

    MemoryLanding(MemoryMailbox server, MemoryFolder folder, List<MemoryItem> items) {
        this.server = server;
        this.folder = folder;
        this.items = List.copyOf(items);
    }

    @Override
    public void run() {
        items.forEach(item -> refusals.add(server.refusal(folder.path, item)));
        if (refusals.stream().allMatch(Optional::isEmpty)) {
            items.forEach(item -> copies.add(folder.add(item)));
        }
    }

    boolean isStored() {
        return !copies.isEmpty();
    }

    ItemKey copy(int index) {
        return copies.get(index);
    }

    /** The first one. */
    FailureCode refusal() {
        return refusals.stream().flatMap(Optional::stream).findFirst().orElse(FailureCode.ITEM_REFUSED);
    }
}
