package org.stagepost.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fills a slice with parts of one folder after the other. */
final class SliceFill {
    private final List<PartTransfer> parts = new ArrayList<>();
    private Room room;
    private boolean full;

    SliceFill(Room room) {
        this.room = room;
    }

    /** As much of the folder as fits. */
    void add(FolderCopy folder) {
        while (!isFull()) {
            Optional<PartTransfer> part = folder.plan(room);
            if (part.isEmpty()) {
                full = !folder.isPlanned() && !folder.isWaiting();
                return;
            }
            parts.add(part.get());
            room = room.minus(part.get().part());
        }
    }

    boolean isFull() {
        return full || room.isFull();
    }

    List<PartTransfer> parts() {
        return parts;
    }
}
