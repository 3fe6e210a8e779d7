package org.stagepost.proof;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.stagepost.model.FolderPath;

/** What was seen so far of a source folder and of a target folder, and which items are pairs; more as more is asked for. */
final class FolderLook {
    private final BothSides sides;
    private final FolderPath from;
    private final FolderPath to;
    private FolderEvidence source;
    private FolderEvidence target = FolderEvidence.NONE;
    private Pairing pairing = new Pairing();

    /** @param source what is known of the source folder already */
    FolderLook(BothSides sides, FolderPath from, FolderPath to, FolderEvidence source) {
        this.sides = sides;
        this.from = from;
        this.to = to;
        this.source = source;
    }

    /** @param present false where the target has no such folder */
    void list(boolean present) {
        ask(() -> sides.source().list(from), () -> listed(present));
    }

    /** Instead of listing it. */
    void knowTarget(FolderEvidence known) {
        target = known;
    }

    private FolderEvidence listed(boolean present) {
        return present ? sides.target().list(to) : FolderEvidence.NONE;
    }

    void fingerprint(List<Evidence> items, List<Evidence> copies) {
        if (!items.isEmpty() || !copies.isEmpty()) {
            ask(() -> sides.source().fingerprinted(from, source, items), () -> sides.target()
                    .fingerprinted(to, target, copies));
        }
    }

    void fingerprintPairs(List<Evidence> items) {
        fingerprint(unknown(items), unknown(copiesOf(items)));
    }

    private static List<Evidence> unknown(Collection<Evidence> items) {
        return items.stream().filter(item -> !item.isKnown()).toList();
    }

    void read(List<Evidence> items, List<Evidence> copies) {
        if (!items.isEmpty() || !copies.isEmpty()) {
            ask(() -> sides.source().read(from, source, items), () -> sides.target()
                    .read(to, target, copies));
        }
    }

    private void ask(Supplier<FolderEvidence> ofSource, Supplier<FolderEvidence> ofTarget) {
        BothSides.Answers<FolderEvidence, FolderEvidence> answers = sides.ask(ofSource, ofTarget);
        source = answers.source();
        target = answers.target();
    }

    void pairedBy(Pairing found) {
        pairing = found;
    }

    /** Those of these pairs that are to be read in any case, and those whose fingerprints are no proof. */
    void readDoubtfulPairs(Collection<Evidence> items, Predicate<Evidence> inAnyCase) {
        List<Evidence> doubtful = items.stream()
                .filter(item -> pairing.copy(item.key()).isPresent() && item.trouble() == null)
                .filter(item -> inAnyCase.test(item) || !isEqualByPrint(item))
                .toList();
        readPairs(doubtful);
    }

    void readPairs(List<Evidence> items) {
        read(unread(items), unread(copiesOf(items)));
    }

    private boolean isEqualByPrint(Evidence item) {
        return copy(item).filter(item::hasContentOf).isPresent();
    }

    private List<Evidence> copiesOf(Collection<Evidence> items) {
        return items.stream().flatMap(item -> copy(item).stream()).toList();
    }

    static List<Evidence> unread(Collection<Evidence> items) {
        return items.stream()
                .filter(item -> !item.isRead() && item.trouble() == null)
                .toList();
    }

    Optional<Evidence> copy(Evidence item) {
        return pairing.copy(item.key())
                .flatMap(key -> Stream.ofNullable(target.items().get(key)).findFirst());
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
}
