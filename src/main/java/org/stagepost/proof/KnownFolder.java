package org.stagepost.proof;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.sync.JournalView;
import org.stagepost.sync.JournalView.Known;

/** What the journal says of a folder pair, as far as its keys still mean something. */
final class KnownFolder {
    private final FolderPath source;
    private final FolderPath target;
    private final @Nullable JournalView journal;
    private boolean sourceHolds;
    private boolean targetHolds;

    /** @param journal null where nothing is recorded, or it cannot be read */
    KnownFolder(FolderPath source, FolderPath target, @Nullable JournalView journal) {
        this.source = source;
        this.target = target;
        this.journal = journal;
    }

    FolderPath source() {
        return source;
    }

    FolderPath target() {
        return target;
    }

    /** Keys are worthless in folders of other identities; until this is told they are not used. */
    void lookedAt(String sourceIdentity, String targetIdentity) {
        sourceHolds = journal != null && journal.sourceIdentity().equals(sourceIdentity);
        targetHolds = journal != null && journal.targetIdentity().equals(targetIdentity);
    }

    /** Copies can be found by their keys; where there is no target folder there are none to find. */
    boolean keysHold() {
        return sourceHolds && targetHolds;
    }

    Known find(ItemKey key) {
        return journal != null && sourceHolds ? journal.find(key) : Known.NOTHING;
    }

    Optional<FailureCode> reason(ItemKey key) {
        return journal != null && sourceHolds ? journal.reason(key) : Optional.empty();
    }

    Optional<ItemKey> copy(ItemKey key) {
        return journal != null && keysHold() ? journal.copy(key) : Optional.empty();
    }

    Optional<Marks> written(ItemKey key) {
        return journal != null && sourceHolds ? journal.written(key) : Optional.empty();
    }

    Predicate<ItemKey> copies() {
        return journal != null && targetHolds ? journal.copies() : key -> false;
    }

    List<ItemKey> gone(Predicate<ItemKey> isListed) {
        return journal != null && sourceHolds ? journal.gone(isListed) : List.of();
    }
}
