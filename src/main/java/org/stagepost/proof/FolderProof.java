package org.stagepost.proof;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.sync.JournalView.Known;

/**
 * Looks at both sides of one folder pair, as deep as it is asked to, and finds the copy of each item: first by the keys
 * that the journal recorded, then by content. Where what was read is no proof, more is read.
 */
final class FolderProof {
    private final BothSides sides;
    private final Depth depth;
    private final KnownFolder known;
    private final FolderLook seen;
    private final Set<ItemKey> gone = new HashSet<>();
    private final Set<ItemKey> additional = new HashSet<>();
    private final AlikeItems alike = new AlikeItems();

    FolderProof(BothSides sides, Depth depth, KnownFolder known) {
        this.sides = sides;
        this.depth = depth;
        this.known = known;
        this.seen = new FolderLook(sides, known.source(), known.target(), FolderEvidence.NONE);
    }

    /** @param present false where the target has no such folder */
    FolderProof look(boolean present) {
        seen.list(present);
        Set<ItemKey> listed = seen.source().items().keySet();
        known.lookedAt(seen.source().identity(), seen.target().identity());
        if (isQuick()) {
            seen.pairedBy(Pairing.byKeys(seen.source(), seen.target(), known::copy));
            return this;
        }
        List<Evidence> wanted = source().list().stream()
                .filter(item -> known.find(item.key()) != Known.SKIPPED && known.find(item.key()) != Known.LABELLED)
                .toList();
        if (depth.kind() == Depth.Kind.FULL) {
            seen.read(wanted, target().list());
        } else {
            seen.fingerprint(wanted, target().list());
        }
        gone.addAll(listed);
        gone.removeAll(source().items().keySet());
        seen.pairedBy(Pairing.byKeys(source(), target(), known::copy));
        seen.readDoubtfulPairs(source().list(), this::isChosen);
        pairLone();
        return this;
    }

    /** Only keys are compared, because the keys of both sides are those that were recorded. */
    boolean isQuick() {
        return depth.kind() == Depth.Kind.QUICK && known.keysHold();
    }

    private boolean isChosen(Evidence item) {
        return depth.reads(known.source(), item.key());
    }

    /** Items whose copies the journal does not name, and copies that it does not know. */
    private void pairLone() {
        pairing().byContent(loneItems(), strangers());
        List<Evidence> alikeItems = Pairing.withHeadersOf(source().list(), strangers());
        seen.read(
                FolderLook.unread(alikeItems), FolderLook.unread(Pairing.withHeadersOf(strangers(), source().list())));
        pairing().byContent(loneItems(), strangers());
        seen.readPairs(source().list().stream()
                .filter(item -> isChosen(item) && pairing().copy(item.key()).isPresent() && item.trouble() == null)
                .toList());
        findAdditional();
        findAlike();
    }

    private List<Evidence> loneItems() {
        return pairing().lone(source()).stream().filter(Evidence::isKnown).toList();
    }

    /** Of nobody's copies; copies of items that are gone are known. */
    List<Evidence> strangers() {
        Predicate<ItemKey> ours = known.copies();
        return pairing().loneCopies(target()).stream()
                .filter(item -> !ours.test(item.key()))
                .toList();
    }

    private void findAdditional() {
        Set<Hash256> contents = new HashSet<>();
        source().items().values().forEach(item -> {
            Hash256 folded = item.folded();
            if (folded != null) {
                contents.add(folded);
            }
        });
        strangers().stream()
                .filter(item -> {
                    Hash256 folded = item.folded();
                    return folded != null && contents.contains(folded);
                })
                .forEach(item -> additional.add(item.key()));
    }

    /** Items that were copied, and what may have become of their copies. */
    private void findAlike() {
        List<Evidence> lost = loneItems().stream()
                .filter(item -> known.find(item.key()) == Known.COPIED)
                .toList();
        List<Evidence> found = strangers().stream()
                .filter(item -> !additional.contains(item.key()))
                .toList();
        alike.find(sides, known, lost, found);
        List<Evidence> items = source().list().stream()
                .filter(item -> alike.of(item.key()).isPresent())
                .toList();
        List<Evidence> copies = target().list().stream().filter(alike::isTaken).toList();
        seen.read(FolderLook.unread(items), FolderLook.unread(copies));
    }

    FolderEvidence source() {
        return seen.source();
    }

    FolderEvidence target() {
        return seen.target();
    }

    Pairing pairing() {
        return seen.pairing();
    }

    Optional<Evidence> copy(Evidence item) {
        return seen.copy(item);
    }

    /** Items that were listed, and were deleted while this looked. */
    Set<ItemKey> gone() {
        return gone;
    }

    /** Target items that are a copy more than the source has items. */
    Set<ItemKey> additional() {
        return additional;
    }

    /** What seems to have become of an item's copy. */
    Optional<Evidence> alike(ItemKey item) {
        return alike.of(item)
                .flatMap(key -> Optional.ofNullable(target().items().get(key)));
    }
}
