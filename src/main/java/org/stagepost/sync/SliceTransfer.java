package org.stagepost.sync;

import java.time.Duration;
import java.util.List;

/** A slice on its way; its parts go one after the other. */
final class SliceTransfer {
    private final List<PartTransfer> parts;
    private boolean durable;

    SliceTransfer(List<PartTransfer> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Those whose folders have not been given up. */
    List<PartTransfer> parts() {
        return parts.stream().filter(part -> !part.folder().isGivenUp()).toList();
    }

    Slice slice() {
        return new Slice(parts().stream().map(PartTransfer::part).toList());
    }

    /** Since its first part was sent. */
    Duration underWayFor() {
        return parts.get(0).underWayFor();
    }

    boolean isEmpty() {
        return parts().isEmpty();
    }

    void ask() {
        parts().forEach(PartTransfer::ask);
    }

    boolean isAsked() {
        return parts.get(0).isAsked();
    }

    boolean isPassedOver() {
        return parts.stream().anyMatch(PartTransfer::isPassedOver);
    }

    /** True when the journal holds its intent. */
    boolean isDurable() {
        return durable;
    }

    void durable() {
        durable = true;
    }
}
