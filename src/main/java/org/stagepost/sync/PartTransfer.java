package org.stagepost.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemOutcome;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.Pending;
import org.stagepost.mailbox.SliceWriter;

/** One part of a slice on its way: asked of the source, sent to the target, answered by it. */
final class PartTransfer {
    private final CopySession session;
    private final FolderCopy folder;
    private final SlicePlanner.Planned planned;
    private final ItemFitter fitter;
    private Consignment consignment;
    private @Nullable Pending<Integer> reading;
    private Pending<List<ItemOutcome>> outcomes = Pending.of(List.of());
    private @Nullable Instant sentAt;

    PartTransfer(CopySession session, FolderCopy folder, SlicePlanner.Planned planned) {
        this.session = session;
        this.folder = folder;
        this.planned = planned;
        this.fitter = folder.fitter(planned.items());
        this.consignment = consignment();
    }

    FolderCopy folder() {
        return folder;
    }

    SlicePart part() {
        return planned.part();
    }

    List<ItemSummary> items() {
        return planned.items();
    }

    List<ItemSummary> only(List<ItemKey> keys) {
        return planned.only(keys);
    }

    /** Asks the source for the items; what it was asked before is forgotten. */
    void ask() {
        consignment = consignment();
        reading = session.source().read(folder.pair().path(), part().keys(), consignment);
    }

    boolean isAsked() {
        return reading != null;
    }

    /** True when the items arrived before they might be sent. */
    boolean isPassedOver() {
        return consignment.isPassedOver();
    }

    boolean isSent() {
        return sentAt != null;
    }

    /** Hands the items on; the intent is durable. */
    void send() {
        Pending<Integer> answer = reading;
        if (answer == null) {
            throw new IllegalStateException("not asked for");
        }
        sentAt = session.now();
        try (SliceWriter writer = session.target().write(folder.pair().target())) {
            consignment.begin(writer);
            answer.await();
            session.context().progress().delivered(consignment.sent().size(), consignment.sentBytes());
            if (!consignment.sent().isEmpty()) {
                outcomes = writer.finish();
            }
        }
    }

    /** Waits for the target's word on every item. */
    SliceResult result() {
        return new Settlement(session, folder.pair(), fitter).of(consignment, outcomes.await());
    }

    Duration underWayFor() {
        return sentAt == null ? Duration.ZERO : Duration.between(sentAt, session.now());
    }

    private Consignment consignment() {
        ConsignmentTerms terms = new ConsignmentTerms(fitter, session.space(), session.targetTellsKeys());
        return new Consignment(terms, part().keys());
    }
}
