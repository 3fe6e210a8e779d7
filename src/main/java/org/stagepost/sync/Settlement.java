package org.stagepost.sync;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemOutcome;
import org.stagepost.mailbox.Marks;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Puts the target's answers and the items that were sent together. */
final class Settlement {
    private final CopySession session;
    private final FolderPair pair;
    private final ItemFitter fitter;
    private final SkippedItems skipped;
    private final Map<ItemKey, CopiedItem> copied = new LinkedHashMap<>();
    private final Map<ItemKey, ItemFingerprint> unkeyed = new LinkedHashMap<>();
    private final Map<ItemKey, Marks> bare = new LinkedHashMap<>();
    private final Map<ItemKey, FailureCode> fates = new LinkedHashMap<>();
    private final List<ItemKey> undecided = new ArrayList<>();
    private Alterations alterations = Alterations.NONE;
    private long sizeBytes;

    Settlement(CopySession session, FolderPair pair, ItemFitter fitter) {
        this.session = session;
        this.pair = pair;
        this.fitter = fitter;
        this.skipped = new SkippedItems(pair.path());
    }

    SliceResult of(Consignment consignment, List<ItemOutcome> outcomes) {
        requireAnswers(consignment.sent().keySet(), outcomes);
        consignment.missing().forEach(key -> fates.put(key, FailureCode.ITEM_VANISHED));
        consignment.unreadable().forEach((key, reason) -> {
            fates.put(key, FailureCode.ITEM_UNREADABLE);
            skipped.unreadable(key, reason);
        });
        boolean alone = outcomes.size() == 1;
        for (ItemOutcome outcome : outcomes) {
            settle(Objects.requireNonNull(consignment.sent().get(outcome.source())), outcome, alone);
        }
        try {
            fingerprintUnexpected();
            return result();
        } catch (MigrationException e) {
            return result().failed(e);
        }
    }

    private SliceResult result() {
        return new SliceResult(copied, unkeyed, bare, fates, skipped.list(), alterations, sizeBytes, undecided, null);
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

    private void settle(SentItem item, ItemOutcome outcome, boolean alone) {
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

    private void copied(SentItem item, ItemOutcome outcome) {
        ItemKey source = outcome.source();
        Marks written = item.marks();
        if (outcome.isWithoutKeywords() || outcome.isWithoutFlagged()) {
            bare.put(source, written);
            written = taken(written, outcome);
        }
        CopiedItem unkeyedItem = CopiedItem.unkeyed(source, written);
        copied.put(source, outcome.copy().map(unkeyedItem::as).orElse(unkeyedItem));
        if (outcome.copy().isEmpty()) {
            unkeyed.put(source, item.fingerprint());
        }
        alterations = alterations.plus(item.alterations());
        sizeBytes += item.sizeBytes();
    }

    private static Marks taken(Marks wanted, ItemOutcome outcome) {
        Set<Marks.Flag> flags = new HashSet<>(wanted.flags());
        if (outcome.isWithoutFlagged()) {
            flags.remove(Marks.Flag.FLAGGED);
        }
        return new Marks(flags, outcome.isWithoutKeywords() ? Set.of() : wanted.keywords());
    }

    private void refused(SentItem item, FailureCode failure, String reply) {
        skipped.refused(item, failure, reply);
        fates.put(item.head().key(), failure);
    }

    /** For a target that promises keys and now and then does not tell one: the source is asked once more. */
    private void fingerprintUnexpected() {
        List<ItemKey> unknown = unkeyed.values().stream()
                .filter(item -> item.headerHash().isEmpty())
                .map(ItemFingerprint::key)
                .toList();
        if (!unknown.isEmpty()) {
            session.source()
                    .fingerprints(pair.path(), unknown)
                    .await()
                    .forEach(item -> unkeyed.put(item.key(), ReceivedDates.ofCopy(item, fitter.latest())));
        }
    }
}
