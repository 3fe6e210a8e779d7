package org.stagepost.sync;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.model.FailureCode;

/** What is known of a folder pair, and the count of it; the two change together. */
record FolderAccount(FolderState state, FolderTally tally) {
    static FolderAccount of(FolderState fresh) {
        return new FolderAccount(fresh, FolderTally.NOTHING);
    }

    FolderAccount with(FolderState next) {
        return new FolderAccount(next, tally);
    }

    FolderAccount adopted(Collection<CopiedItem> items) {
        FolderTally more = new FolderTally(0, 0, items.size(), 0, 0, 0);
        return new FolderAccount(state.withCopied(items), tally.plus(more));
    }

    FolderAccount settled(SliceResult result) {
        long vanished = result.vanished();
        long skipped = result.fates().size() - vanished;
        FolderTally more = new FolderTally(0, result.copied().size(), 0, skipped, vanished, result.sizeBytes());
        return new FolderAccount(
                state.withCopied(result.copied().values()).withFates(result.fates()), tally.plus(more));
    }

    /** Vanished items need not be remembered; one that is listed again has not vanished. */
    FolderAccount reconsideringVanished(Predicate<ItemKey> isListed) {
        long returned = state.fates().entrySet().stream()
                .filter(fate -> fate.getValue() == FailureCode.ITEM_VANISHED && isListed.test(fate.getKey()))
                .count();
        FolderState kept = state.withoutFates((key, code) -> code == FailureCode.ITEM_VANISHED);
        return new FolderAccount(kept, tally.plus(new FolderTally(0, 0, 0, 0, -returned, 0)));
    }

    List<ItemSummary> pending(List<ItemSummary> listed) {
        return listed.stream().filter(item -> !state.isDecided(item.key())).toList();
    }

    JournalEntry entry(FolderPair pair, long pending) {
        long decided = tally.copied() + tally.adopted() + tally.skipped() + tally.vanished();
        FolderTally whole = new FolderTally(
                decided + pending,
                tally.copied(),
                tally.adopted(),
                tally.skipped(),
                tally.vanished(),
                tally.bytesCopied());
        return new JournalEntry(pair.path(), pair.target(), FolderStateCodec.encode(state), whole);
    }
}
