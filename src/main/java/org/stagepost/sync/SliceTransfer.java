package org.stagepost.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemOutcome;
import org.stagepost.mailbox.SliceWriter;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * Carries one slice from source to target.
 * Where the target refuses the slice because of an item that it does not name, halves are sent until it is found.
 */
final class SliceTransfer {
    private final CopySession session;
    private final FolderPair pair;
    private final ItemFitter fitter;
    private final SkippedItems skipped;

    private final Map<ItemKey, CopiedItem> copied = new LinkedHashMap<>();
    private final Map<ItemKey, ItemFingerprint> unkeyed = new LinkedHashMap<>();
    private final Map<ItemKey, FailureCode> fates = new LinkedHashMap<>();
    private Alterations alterations = Alterations.NONE;
    private long sizeBytes;

    SliceTransfer(CopySession session, FolderPair pair, ItemFitter fitter) {
        this.session = session;
        this.pair = pair;
        this.fitter = fitter;
        this.skipped = new SkippedItems(session.source(), pair.path());
    }

    SliceResult run(List<ItemKey> keys) {
        try {
            write(keys);
            fingerprintUnexpected();
            return result();
        } catch (MigrationException e) {
            return result().failed(e);
        }
    }

    private SliceResult result() {
        return new SliceResult(copied, unkeyed, fates, skipped.list(), alterations, sizeBytes, null);
    }

    private void write(List<ItemKey> keys) {
        Consignment consignment;
        List<ItemOutcome> outcomes;
        try (SliceWriter writer = session.target().write(pair.target())) {
            consignment = new Consignment(session, fitter, writer, keys);
            session.source().read(pair.path(), keys, consignment).await();
            outcomes =
                    consignment.sent().isEmpty() ? List.of() : writer.finish().await();
        }
        consignment.missing().forEach(key -> fates.put(key, FailureCode.ITEM_VANISHED));
        consignment.unreadable().forEach((key, reason) -> {
            fates.put(key, FailureCode.ITEM_UNREADABLE);
            skipped.unreadable(key, reason);
        });
        int sent = consignment.sent().size();
        writeAgain(settle(consignment.sent(), outcomes), sent);
    }

    /** Fewer of them, or the same in two halves. */
    private void writeAgain(List<ItemKey> undecided, int sent) {
        if (undecided.size() == sent && sent > 1) {
            int half = (sent + 1) / 2;
            write(undecided.subList(0, half));
            write(undecided.subList(half, sent));
        } else if (!undecided.isEmpty()) {
            write(undecided);
        }
    }

    private List<ItemKey> settle(Map<ItemKey, SentItem> sent, List<ItemOutcome> outcomes) {
        List<ItemKey> undecided = new ArrayList<>();
        boolean alone = sent.size() == 1;
        requireAnswers(sent.keySet(), outcomes);
        for (ItemOutcome outcome : outcomes) {
            SentItem item = Objects.requireNonNull(sent.get(outcome.source()));
            switch (outcome.kind()) {
                case COPIED -> copied(item, outcome);
                case REFUSED -> refused(item, outcome.failure(), outcome.serverReply());
                case UNDECIDED -> {
                    if (alone) {
                        refused(item, FailureCode.ITEM_REFUSED, outcome.serverReply());
                    } else {
                        undecided.add(outcome.source());
                    }
                }
            }
        }
        return undecided;
    }

    /** One for each item, before any of them is believed. */
    private static void requireAnswers(Set<ItemKey> sent, List<ItemOutcome> outcomes) {
        Set<ItemKey> answered = outcomes.stream().map(ItemOutcome::source).collect(Collectors.toSet());
        if (outcomes.size() != sent.size() || !answered.equals(sent)) {
            throw new MigrationException(
                    FailureCode.PROTOCOL_VIOLATED,
                    "the target gave " + outcomes.size() + " answers for " + sent.size() + " items");
        }
    }

    private void copied(SentItem item, ItemOutcome outcome) {
        ItemKey source = outcome.source();
        CopiedItem unkeyedItem = CopiedItem.unkeyed(source, item.marks());
        copied.put(source, outcome.copy().map(unkeyedItem::as).orElse(unkeyedItem));
        if (outcome.copy().isEmpty()) {
            unkeyed.put(source, item.fingerprint());
        }
        alterations = alterations.plus(item.alterations());
        sizeBytes += item.sizeBytes();
    }

    private void refused(SentItem item, FailureCode failure, String reply) {
        skipped.refused(item, failure, reply); // may fail: then it has no fate yet
        fates.put(item.head().key(), failure);
    }

    /** For a target that promises keys and now and then does not tell one: the source is asked once more. */
    private void fingerprintUnexpected() {
        List<ItemKey> unknown = unkeyed.values().stream()
                .filter(item -> item.headerHash().isEmpty())
                .map(ItemFingerprint::key)
                .toList();
        if (!unknown.isEmpty()) {
            Instant latest = fitter.latest();
            session.source()
                    .fingerprints(pair.path(), unknown)
                    .await()
                    .forEach(item -> unkeyed.put(item.key(), ReceivedDates.ofCopy(item, latest)));
        }
    }
}
