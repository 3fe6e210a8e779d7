package org.stagepost.imap;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.ItemContent;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemOutcome;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.Pending;
import org.stagepost.mailbox.SliceWriter;

/**
 * For servers that lose a \\Flagged which comes with APPEND: it is left out there and stored when the copies are known,
 * before the slice counts as written. A process that dies in between wrote an intent: what it left has its marks set anew.
 */
final class FlaggingWriter implements SliceWriter {
    private final SliceWriter writer;
    private final Predicate<List<ItemKey>> flagger;
    private final Set<ItemKey> flagged = new HashSet<>();

    /** @param flagger stores the flag of copies, waits for it, and tells whether the server took it */
    FlaggingWriter(SliceWriter writer, Predicate<List<ItemKey>> flagger) {
        this.writer = writer;
        this.flagger = flagger;
    }

    @Override
    public void add(ItemHead head, ItemContent content) {
        Marks marks = head.marks();
        if (!marks.flags().contains(Marks.Flag.FLAGGED)) {
            writer.add(head, content);
            return;
        }
        flagged.add(head.key());
        Set<Marks.Flag> others = new HashSet<>(marks.flags());
        others.remove(Marks.Flag.FLAGGED);
        writer.add(new ItemHead(head.key(), head.receivedDate(), new Marks(others, marks.keywords())), content);
    }

    @Override
    public Pending<List<ItemOutcome>> finish() {
        Pending<List<ItemOutcome>> outcomes = writer.finish();
        return flagged.isEmpty() ? outcomes : new Flagging(outcomes);
    }

    /** Once, however often the answer is taken. */
    private final class Flagging implements Pending<List<ItemOutcome>> {
        private final Pending<List<ItemOutcome>> outcomes;
        private @Nullable List<ItemOutcome> known;

        private Flagging(Pending<List<ItemOutcome>> outcomes) {
            this.outcomes = outcomes;
        }

        @Override
        public List<ItemOutcome> await() {
            List<ItemOutcome> result = known;
            if (result == null) {
                result = flagged(outcomes.await());
                known = result;
            }
            return result;
        }
    }

    private List<ItemOutcome> flagged(List<ItemOutcome> outcomes) {
        List<ItemKey> copies = outcomes.stream()
                .filter(outcome -> flagged.contains(outcome.source()))
                .map(ItemOutcome::copy)
                .flatMap(Optional::stream)
                .toList();
        boolean taken = copies.isEmpty() || flagger.test(copies);
        return outcomes.stream()
                .map(outcome -> lacksFlag(outcome, taken) ? outcome.withoutFlagged() : outcome)
                .toList();
    }

    /** Also a copy whose key the server did not tell, now and then. */
    private boolean lacksFlag(ItemOutcome outcome, boolean taken) {
        return outcome.kind() == ItemOutcome.Kind.COPIED
                && flagged.contains(outcome.source())
                && (!taken || outcome.copy().isEmpty());
    }

    @Override
    public void close() {
        writer.close();
    }
}
