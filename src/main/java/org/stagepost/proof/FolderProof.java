package org.stagepost.proof;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FolderPath;
import org.stagepost.sync.JournalView.Known;
import org.stagepost.sync.MessageHeader;

/**
 * Looks at both sides of one folder pair, as deep as it is asked to, and finds the copy of each item: first by the keys
 * that the journal recorded, then by content. Where what was read is no proof, more is read.
 */
final class FolderProof {
    /** Of more items without a copy it is not asked which is alike. */
    private static final int MOST_ASKED = 500;

    private final BothSides sides;
    private final Depth depth;
    private final KnownFolder known;
    private FolderEvidence source = FolderEvidence.NONE;
    private FolderEvidence target = FolderEvidence.NONE;
    private Pairing pairing = new Pairing();
    private final Set<ItemKey> gone = new HashSet<>();
    private final Set<ItemKey> additional = new HashSet<>();
    private final Map<ItemKey, ItemKey> alike = new HashMap<>();

    FolderProof(BothSides sides, Depth depth, KnownFolder known) {
        this.sides = sides;
        this.depth = depth;
        this.known = known;
    }

    /** @param present false where the target has no such folder */
    FolderProof look(boolean present) {
        ask(
                () -> sides.source().list(known.source()),
                () -> present ? sides.target().list(known.target()) : FolderEvidence.NONE);
        Set<ItemKey> listed = source.items().keySet();
        known.lookedAt(source.identity(), target.identity());
        if (depth.kind() == Depth.Kind.QUICK && known.keysHold()) {
            pairing = Pairing.byKeys(source, target, known::copy);
            return this;
        }
        List<Evidence> wanted = source.list().stream()
                .filter(item -> known.find(item.key()) != Known.SKIPPED && known.find(item.key()) != Known.LABELLED)
                .toList();
        if (depth.kind() == Depth.Kind.FULL) {
            read(wanted, target.list());
        } else {
            ask(() -> sides.source().fingerprinted(known.source(), source, wanted), () -> sides.target()
                    .fingerprinted(known.target(), target, target.list()));
        }
        gone.addAll(listed);
        gone.removeAll(source.items().keySet());
        pairing = Pairing.byKeys(source, target, known::copy);
        readDoubtfulPairs();
        pairLone();
        return this;
    }

    private void readDoubtfulPairs() {
        List<Evidence> items = source.list().stream()
                .filter(item -> pairing.copy(item.key()).isPresent() && item.trouble() == null)
                .filter(item -> depth.reads(known.source(), item.key()) || !isEqualByPrint(item))
                .toList();
        read(unread(items), copiesOf(items));
    }

    private boolean isEqualByPrint(Evidence item) {
        return pairing.copy(item.key())
                .flatMap(key -> Optional.ofNullable(target.items().get(key)))
                .filter(item::hasContentOf)
                .isPresent();
    }

    private List<Evidence> copiesOf(Collection<Evidence> items) {
        return items.stream()
                .flatMap(item -> pairing.copy(item.key()).stream())
                .flatMap(key -> Stream.ofNullable(target.items().get(key)))
                .filter(copy -> !copy.isRead() && copy.trouble() == null)
                .toList();
    }

    /** Items whose copies the journal does not name, and copies that it does not know. */
    private void pairLone() {
        pairing.byContent(loneItems(), strangers());
        List<Evidence> alikeItems = Pairing.withHeadersOf(source.list(), strangers());
        read(unread(alikeItems), unread(Pairing.withHeadersOf(strangers(), source.list())));
        pairing.byContent(loneItems(), strangers());
        List<Evidence> sampled = source.list().stream()
                .filter(item -> depth.reads(known.source(), item.key())
                        && pairing.copy(item.key()).isPresent()
                        && item.trouble() == null)
                .toList();
        read(unread(sampled), copiesOf(sampled));
        findAdditional();
        findAlike();
    }

    private static List<Evidence> unread(Collection<Evidence> items) {
        return items.stream()
                .filter(item -> !item.isRead() && item.trouble() == null)
                .toList();
    }

    private List<Evidence> loneItems() {
        return pairing.lone(source).stream().filter(Evidence::isKnown).toList();
    }

    /** Of nobody's copies; copies of items that are gone are known. */
    List<Evidence> strangers() {
        Predicate<ItemKey> ours = known.copies();
        return pairing.loneCopies(target).stream()
                .filter(item -> !ours.test(item.key()))
                .toList();
    }

    private void findAdditional() {
        Set<Hash256> contents = new HashSet<>();
        source.items().values().forEach(item -> {
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

    /** Items that were copied, and what may have become of their copies: the same header, or the same Message-ID. */
    private void findAlike() {
        List<Evidence> lost = loneItems().stream()
                .filter(item -> known.find(item.key()) == Known.COPIED)
                .limit(MOST_ASKED)
                .toList();
        List<Evidence> found = strangers().stream()
                .filter(item -> !additional.contains(item.key()))
                .limit(MOST_ASKED)
                .toList();
        if (lost.isEmpty() || found.isEmpty()) {
            return;
        }
        pairAlike(lost, found, Evidence::hasHeaderOf);
        Map<ItemKey, MessageHeader> ofItems = sides.source().headers(known.source(), lost);
        Map<ItemKey, MessageHeader> ofCopies = sides.target().headers(known.target(), found);
        pairAlike(lost, found, (item, copy) -> {
            String id = ofItems.getOrDefault(item.key(), MessageHeader.NONE).messageId();
            return !id.isEmpty()
                    && id.equals(ofCopies.getOrDefault(copy.key(), MessageHeader.NONE)
                            .messageId());
        });
        List<Evidence> items = source.list().stream()
                .filter(item -> alike.containsKey(item.key()))
                .toList();
        List<Evidence> copies = target.list().stream()
                .filter(copy -> alike.containsValue(copy.key()))
                .toList();
        read(unread(items), unread(copies));
    }

    /** Whether two are the same item in other clothes. */
    private interface Likeness {
        boolean of(Evidence item, Evidence copy);
    }

    private void pairAlike(List<Evidence> lost, List<Evidence> found, Likeness likeness) {
        for (Evidence item : lost) {
            found.stream()
                    .filter(copy -> !alike.containsKey(item.key()) && !alike.containsValue(copy.key()))
                    .filter(copy -> likeness.of(item, copy))
                    .findFirst()
                    .ifPresent(copy -> alike.put(item.key(), copy.key()));
        }
    }

    private void read(List<Evidence> items, List<Evidence> copies) {
        if (!items.isEmpty() || !copies.isEmpty()) {
            ask(() -> sides.source().read(known.source(), source, items), () -> sides.target()
                    .read(known.target(), target, copies));
        }
    }

    private void ask(Supplier<FolderEvidence> ofSource, Supplier<FolderEvidence> ofTarget) {
        BothSides.Answers<FolderEvidence, FolderEvidence> answers = sides.ask(ofSource, ofTarget);
        source = answers.source();
        target = answers.target();
    }

    FolderPath path() {
        return known.source();
    }

    FolderEvidence source() {
        return source;
    }

    FolderEvidence target() {
        return target;
    }

    Pairing pairing() {
        return pairing;
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
        return Optional.ofNullable(alike.get(item))
                .flatMap(key -> Optional.ofNullable(target.items().get(key)));
    }
}
