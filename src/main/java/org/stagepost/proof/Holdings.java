package org.stagepost.proof;

import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.ItemIdentity;
import org.stagepost.model.FolderPath;
import org.stagepost.sync.JournalView;

/** What was seen of the holder that was asked for last: many folders in a row ask for the same one. */
final class Holdings {
    private final BothSides sides;
    private final Set<FolderPath> compared;
    private final Set<FolderPath> present;
    private @Nullable Holding last;

    /**
     * What a holder's two folders have.
     *
     * @param shown what the source shows in it, and is compared there; empty where that is not to be known
     */
    record Holding(JournalView view, FolderEvidence target, Set<ItemIdentity> shown) {}

    /**
     * @param compared folders of the source whose items are compared
     * @param present the target's folders
     */
    Holdings(BothSides sides, Set<FolderPath> compared, Set<FolderPath> present) {
        this.sides = sides;
        this.compared = Set.copyOf(compared);
        this.present = Set.copyOf(present);
    }

    Holding of(JournalView view, boolean withShown) {
        Holding before = last;
        if (before != null && before.view() == view) {
            return before;
        }
        Supplier<Set<ItemIdentity>> shown =
                () -> withShown && compared.contains(view.source()) ? shown(view.source()) : Set.of();
        BothSides.Answers<Set<ItemIdentity>, FolderEvidence> answers = sides.ask(
                shown,
                () -> present.contains(view.target()) ? sides.target().list(view.target()) : FolderEvidence.NONE);
        Holding found = new Holding(view, answers.target(), answers.source());
        last = found;
        return found;
    }

    private Set<ItemIdentity> shown(FolderPath folder) {
        return sides.source().list(folder).list().stream()
                .map(Evidence::identity)
                .filter(ItemIdentity::isKnown)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** More fingerprints of the holder's target are known. */
    void seen(Holding holding, FolderEvidence target) {
        last = new Holding(holding.view(), target, holding.shown());
    }
}
