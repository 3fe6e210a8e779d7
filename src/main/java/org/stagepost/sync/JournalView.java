package org.stagepost.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.stagepost.mailbox.ItemIdentity;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;

/**
 * What the copy journal knows of each item of one folder pair, for those who only look. Immutable.
 * Keys mean something only as long as the folders have the identities that are told here.
 */
public final class JournalView {
    private final JournalEntry entry;
    private final FolderState state;

    private JournalView(JournalEntry entry, FolderState state) {
        this.entry = entry;
        this.state = state;
    }

    /** What became of an item. */
    public enum Known {
        /** Nothing is recorded. */
        NOTHING,
        /** It stands on the target, copied or found there. */
        COPIED,
        /** It has its copy in another folder that shows it, too. */
        LABELLED,
        /** It was not copied; {@link #reason} says why. */
        SKIPPED,
        /** It disappeared before it was copied. */
        VANISHED
    }

    /** Empty when the entry cannot be read: then nothing is known of the folder. */
    public static Optional<JournalView> of(JournalEntry entry) {
        return FolderStateCodec.decode(entry.state()).map(state -> new JournalView(entry, state));
    }

    public FolderPath source() {
        return entry.source();
    }

    public FolderPath target() {
        return entry.target();
    }

    public FolderTally tally() {
        return entry.tally();
    }

    /** Of the source folder when it was compared last; what {@link org.stagepost.mailbox.FolderStatus#identity} tells. */
    public String sourceIdentity() {
        return state.source().identity();
    }

    public String targetIdentity() {
        return state.tbase().identity();
    }

    public Known find(ItemKey key) {
        if (state.copied().contains(key)) {
            return Known.COPIED;
        }
        if (state.identities().labelled().contains(key)) {
            return Known.LABELLED;
        }
        return reason(key)
                .map(code -> code == FailureCode.ITEM_VANISHED ? Known.VANISHED : Known.SKIPPED)
                .orElse(Known.NOTHING);
    }

    /** Why there is no copy; empty for an item that has one, or of which nothing is recorded. */
    public Optional<FailureCode> reason(ItemKey key) {
        return Optional.ofNullable(state.fates().get(key));
    }

    /** The copy's key; empty without a copy, and where the target did not tell it. */
    public Optional<ItemKey> copy(ItemKey key) {
        return state.copied().find(key).flatMap(CopiedItem::copy);
    }

    /** The source's marks when they were last written; empty where that is unknown. */
    public Optional<Marks> written(ItemKey key) {
        return state.copied().find(key).map(CopiedItem::marks).filter(marks -> !MarksMerge.isUnknown(marks));
    }

    /** Tells whether a target key is that of a copy. Made for many questions. */
    public Predicate<ItemKey> copies() {
        return state.copied().targets();
    }

    /** Items that are recorded and not listed any more, in the order of their keys. */
    public List<ItemKey> gone(Predicate<ItemKey> isListed) {
        List<ItemKey> gone = new ArrayList<>();
        state.copied().stream()
                .map(CopiedItem::source)
                .filter(isListed.negate())
                .forEach(gone::add);
        state.fates().keySet().stream().filter(isListed.negate()).forEach(gone::add);
        return KeyNumber.ascending(gone);
    }

    /** Of an item of a source that shows it in several folders; else {@link ItemIdentity#NONE}. */
    public ItemIdentity identity(ItemKey key) {
        return state.identities().of(key);
    }

    /** Items that have their copies here, by what they are. */
    public Map<ItemIdentity, ItemKey> held() {
        return state.identities().byKey().entrySet().stream()
                .filter(known -> state.copied().contains(known.getKey()))
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey, (first, second) -> first));
    }
}
