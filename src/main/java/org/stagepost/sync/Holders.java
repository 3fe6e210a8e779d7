package org.stagepost.sync;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.stagepost.mailbox.ItemIdentity;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.model.FolderPath;

/**
 * Which folder holds, or is to hold, the one copy of each item that several folders show.
 * Made up anew in every run from what is known of all folders. Items without an identity have a copy in each folder.
 */
final class Holders {
    /** For sources that show each item once, and where copies in all folders are wanted. */
    static final Holders NONE = new Holders(false);

    private final boolean on;
    private final Map<ItemIdentity, Holder> holders = new HashMap<>();
    private final Set<FolderPath> doubted = new HashSet<>();

    private Holders(boolean on) {
        this.on = on;
    }

    /** @param key of the item there; it gets another one when it leaves the folder and comes back */
    private record Holder(FolderPath folder, ItemKey key, Stand stand) {}

    /** How far it is with an item's copy. */
    private enum Stand {
        PLANNED,
        COPIED,
        /** It was refused, unreadable, or the like: it is named there, and not tried again elsewhere. */
        SKIPPED
    }

    /** Where a folder's item is to have its copy. */
    enum Place {
        HERE,
        ELSEWHERE,
        /** Elsewhere, unless it comes to nothing there. */
        NOT_YET_KNOWN
    }

    static Holders of(Collection<JournalEntry> entries) {
        Holders holders = new Holders(true);
        for (JournalEntry entry : entries) {
            FolderStateCodec.decode(entry.state()).ifPresent(state -> holders.add(entry.source(), state, item -> true));
        }
        return holders;
    }

    boolean isOn() {
        return on;
    }

    /** Copies in these folders may be about to be deleted: who relies on them is to be looked at, too. */
    void doubt(Collection<FolderPath> folders) {
        doubted.addAll(folders);
    }

    /**
     * True when what the folder left to others is still held by them, and all that it holds itself is known by identity:
     * only then may it be passed over.
     */
    boolean confirm(FolderState state) {
        KnownIdentities known = state.identities();
        if (!on) {
            return known.labelled().isEmpty();
        }
        return known.byKey().size() - known.labelled().size() >= state.copied().size()
                && known.labelled().stream().allMatch(key -> isCopied(known.of(key)));
    }

    private boolean isCopied(ItemIdentity identity) {
        Holder holder = holders.get(identity);
        return holder != null && holder.stand() == Stand.COPIED && !doubted.contains(holder.folder());
    }

    /**
     * The folder was compared with the target.
     *
     * @param before as it was stored
     * @param staying false for copies that are about to be deleted
     */
    void reopened(FolderPath folder, FolderState before, FolderState now, Predicate<CopiedItem> staying) {
        if (on) {
            before.identities()
                    .byKey()
                    .values()
                    .forEach(identity -> holders.computeIfPresent(
                            identity, (same, holder) -> holder.folder().equals(folder) ? null : holder));
            add(folder, now, staying);
        }
    }

    private void add(FolderPath folder, FolderState state, Predicate<CopiedItem> staying) {
        if (!state.identities().byKey().isEmpty()) {
            state.copied().stream().filter(staying).forEach(item -> stands(state, item.source(), folder, Stand.COPIED));
        }
    }

    /** Asks for an item's place, and takes it if it is free. */
    Place place(FolderPath folder, ItemSummary item) {
        if (!on || !item.identity().isKnown()) {
            return Place.HERE;
        }
        Holder holder =
                holders.computeIfAbsent(item.identity(), unheld -> new Holder(folder, item.key(), Stand.PLANNED));
        if (holder.folder().equals(folder) && holder.key().equals(item.key())) {
            return Place.HERE;
        }
        return holder.stand() == Stand.PLANNED ? Place.NOT_YET_KNOWN : Place.ELSEWHERE;
    }

    void copied(FolderPath folder, FolderState state, Collection<ItemKey> keys) {
        keys.forEach(key -> stands(state, key, folder, Stand.COPIED));
    }

    void skipped(FolderPath folder, FolderState state, Collection<ItemKey> keys) {
        keys.forEach(key -> stands(state, key, folder, Stand.SKIPPED));
    }

    private void stands(FolderState state, ItemKey key, FolderPath folder, Stand stand) {
        ItemIdentity identity = state.identities().of(key);
        if (on && identity.isKnown()) {
            Holder now = new Holder(folder, key, stand);
            holders.merge(identity, now, (one, other) -> one.stand() == Stand.COPIED ? one : other);
        }
    }

    /** Nothing is on its way, or will be by itself: what was planned and came to nothing may be copied by any other. */
    void nothingUnderWay() {
        holders.values().removeIf(holder -> holder.stand() == Stand.PLANNED);
    }
}
