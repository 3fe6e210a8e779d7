package org.stagepost.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MarksChange;
import org.stagepost.mailbox.Pending;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FolderPath;

/** Writes changed marks to copies in one target folder; marks are never worth failing a mailbox for. */
final class MarksUpdate {
    private final TargetMailbox target;
    private final FolderPath folder;
    private final PermittedMarks permitted;
    private final List<Asked> asked = new ArrayList<>();
    private final List<CopiedItem> written = new ArrayList<>();
    private Alterations alterations = Alterations.NONE;

    MarksUpdate(TargetMailbox target, FolderPath folder, PermittedMarks permitted) {
        this.target = target;
        this.folder = folder;
        this.permitted = permitted;
    }

    private record Asked(MarksChange change, List<MarksStep> steps, Pending<Boolean> taken) {}

    /** Asks for all changes, and awaits nothing. */
    void ask(List<MarksStep> steps) {
        Map<MarksChange, List<MarksStep>> byChange = new LinkedHashMap<>();
        steps.forEach(step -> byChange.computeIfAbsent(step.change(), change -> new ArrayList<>())
                .add(step));
        byChange.forEach((change, some) -> asked.add(ask(permitted(change), some)));
    }

    /**
     * Waits for what became of them. What the target refuses is tried in parts, the flags and each keyword by itself, and
     * then not at all.
     *
     * @return the copies with the marks that count as written now; without those where nothing was
     */
    List<CopiedItem> written() {
        asked.forEach(this::settle);
        asked.clear();
        return List.copyOf(written);
    }

    /** Items whose marks were not written as they are. */
    Alterations alterations() {
        return alterations;
    }

    private void settle(Asked asked) {
        if (asked.taken().await()) {
            asked.steps().forEach(step -> written.add(step.written()));
            return;
        }
        List<MarksChange> parts = parts(asked.change());
        List<MarksChange> taken = taken(parts, asked.steps());
        if (taken.size() < parts.size() || parts.isEmpty()) {
            alterations = alterations.plus(new Alterations(0, 0, asked.steps().size()));
        }
        if (!taken.isEmpty()) {
            asked.steps().forEach(step -> written.add(step.written(taken)));
        }
    }

    /** A server may refuse all for one keyword that it does not know, or for one too many; none if there is one only. */
    private static List<MarksChange> parts(MarksChange change) {
        List<MarksChange> parts = new ArrayList<>();
        parts.add(new MarksChange(withoutKeywords(change.added()), withoutKeywords(change.removed())));
        change.removed().keywords().forEach(word -> parts.add(new MarksChange(Marks.NONE, keyword(word))));
        change.added().keywords().forEach(word -> parts.add(new MarksChange(keyword(word), Marks.NONE)));
        parts.removeIf(part -> part.isNone() || part.equals(change));
        return parts;
    }

    private List<MarksChange> taken(List<MarksChange> parts, List<MarksStep> steps) {
        List<Asked> asked = parts.stream().map(part -> ask(part, steps)).toList();
        return asked.stream()
                .filter(part -> part.taken().await())
                .map(Asked::change)
                .toList();
    }

    private static Marks keyword(String word) {
        return new Marks(Set.of(), Set.of(word));
    }

    private Asked ask(MarksChange change, List<MarksStep> steps) {
        if (change.isNone()) {
            return new Asked(change, steps, Pending.of(true));
        }
        List<ItemKey> copies =
                steps.stream().flatMap(step -> step.copy().copy().stream()).toList();
        return new Asked(change, steps, target.changeMarks(folder, copies, change));
    }

    /** Keywords that cannot be kept here are left out for good. */
    private MarksChange permitted(MarksChange change) {
        return new MarksChange(permitted.of(change.added()), permitted.of(change.removed()));
    }

    private static Marks withoutKeywords(Marks marks) {
        return new Marks(marks.flags(), Set.of());
    }
}
