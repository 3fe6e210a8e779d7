package org.stagepost.sync;

import java.util.List;

/** Items that are copied and committed together: parts of one or several folders. */
public record Slice(List<SlicePart> parts) {
    /** Nothing is to be copied now. */
    static final Slice NOTHING = new Slice(List.of());

    public Slice {
        parts = List.copyOf(parts);
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    public int items() {
        return parts.stream().mapToInt(part -> part.keys().size()).sum();
    }

    public long sizeBytes() {
        return parts.stream().mapToLong(SlicePart::sizeBytes).sum();
    }
}
