package org.stagepost.sync;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.stagepost.mailbox.FolderStatus;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;

/** What is known of a folder pair, and the count of it; the two change together. */
record FolderAccount(FolderState state, FolderTally tally) {
    /** There is no state. */
    static final FolderAccount UNKNOWN = of(FolderState.fresh(FolderStatus.UNKNOWN, FolderStatus.UNKNOWN.mark()));

    static FolderAccount of(FolderState fresh) {
        return new FolderAccount(fresh, FolderTally.NOTHING);
    }

    /** As it was stored; empty when that cannot be read. */
    static Optional<FolderAccount> of(JournalEntry entry) {
        return FolderStateCodec.decode(entry.state()).map(state -> new FolderAccount(state, entry.tally()));
    }

    FolderAccount with(FolderState next) {
        return new FolderAccount(next, tally);
    }

    /**
     * Copies that were found. Those of suspects were made by this house, whose connection died before it was told so: they
     * count as copied, and no second one is expected from the same connection.
     *
     * @param sizes bytes by source item
     */
    FolderAccount adopted(Collection<CopiedItem> items, Map<ItemKey, Long> sizes) {
        Set<ItemKey> sent = state.suspects().copiesToCome().keySet();
        List<ItemKey> sources = items.stream().map(CopiedItem::source).toList();
        List<ItemKey> own = sources.stream().filter(sent::contains).toList();
        long bytes = own.stream().mapToLong(key -> sizes.getOrDefault(key, 0L)).sum();
        FolderTally more = new FolderTally(0, own.size(), items.size() - own.size(), 0, 0, bytes);
        Suspects suspects = state.suspects().without(sources);
        return new FolderAccount(state.withCopied(items).withSuspects(suspects), tally.plus(more));
    }

    FolderAccount settled(SliceResult result) {
        long vanished = result.vanished();
        long skipped = result.fates().size() - vanished;
        FolderTally more = new FolderTally(0, result.copied().size(), 0, skipped, vanished, result.sizeBytes());
        FolderState after = state.withCopied(result.copied().values()).withFates(result.fates());
        return new FolderAccount(after.withoutDecidedIntents().advanced(), tally.plus(more));
    }

    /** No fate is for good: the item may be listed again, the server or the item may have been repaired since. */
    FolderAccount reconsidered(Predicate<ItemKey> isListed) {
        long skipped = state.skipped().size();
        long vanished =
                state.fates().keySet().stream().filter(isListed.negate()).count()
                        - (state.fates().size() - skipped);
        FolderTally change = new FolderTally(0, 0, 0, -skipped, vanished, 0);
        FolderState open = state.withIdentities(state.identities().withoutLabelled());
        return new FolderAccount(open.withoutFates(), tally.plus(change));
    }

    /** Copies that were deleted because their items were. */
    FolderAccount removed(Set<ItemKey> items) {
        return new FolderAccount(
                state.withoutCopied(items),
                tally.removed(
                        state.copied().size() - state.copied().minus(items).size()));
    }

    /** Items that have their copies in other folders. */
    FolderAccount labelled(List<ItemSummary> items) {
        List<ItemKey> keys = items.stream().map(ItemSummary::key).toList();
        return items.isEmpty()
                ? this
                : with(state.withIdentities(state.identities().withLabelled(keys)));
    }

    List<ItemSummary> pending(List<ItemSummary> listed) {
        return listed.stream().filter(item -> !state.isDecided(item.key())).toList();
    }

    JournalEntry entry(FolderPair pair, long pending) {
        long labelled = state.identities().labelled().size();
        long decided = tally.copied() + tally.adopted() + tally.skipped() + tally.vanished() + labelled;
        FolderTally whole = new FolderTally(
                decided + pending,
                tally.copied(),
                tally.adopted(),
                tally.skipped(),
                tally.vanished(),
                labelled,
                tally.bytesCopied());
        return new JournalEntry(pair.path(), pair.target(), FolderStateCodec.encode(state), whole);
    }
}
