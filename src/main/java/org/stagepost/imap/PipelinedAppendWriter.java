package org.stagepost.imap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.imap.wire.AppendCommand;
import org.stagepost.imap.wire.Submitted;
import org.stagepost.imap.wire.TaggedReply;
import org.stagepost.mailbox.ItemContent;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemOutcome;
import org.stagepost.mailbox.Pending;
import org.stagepost.mailbox.SliceWriter;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Reach;

/** Writes a slice item by item, for servers without MULTIAPPEND; a few are under way at a time. */
final class PipelinedAppendWriter implements SliceWriter {
    /** After a crash each of them is in doubt. */
    private static final int MOST_UNDER_WAY = 16;

    private static final long MOST_BYTES_UNDER_WAY = 1024 * 1024;

    private final Appending appending;
    private final List<Sent> all = new ArrayList<>();
    private final Deque<Sent> underWay = new ArrayDeque<>();
    private final FirstMessage first = new FirstMessage();
    private @Nullable AppendCommand command;
    private @Nullable TaggedReply stop;

    PipelinedAppendWriter(Appending appending) {
        this.appending = appending;
    }

    @Override
    public void add(ItemHead head, ItemContent content) {
        Sent item = new Sent(head, content.sizeBytes());
        all.add(item);
        makeRoom(content.sizeBytes());
        if (stop != null) {
            item.outcome = ItemOutcome.undecided(head.key(), stop.words());
            return;
        }
        item.outcome = appending.refusedUnsent(head, content).orElse(null);
        if (item.outcome == null) {
            send(item, content);
        }
    }

    private void makeRoom(long bytes) {
        while (!underWay.isEmpty()
                && (underWay.size() >= MOST_UNDER_WAY
                        || bytes + underWay.stream().mapToLong(Sent::bytes).sum() > MOST_BYTES_UNDER_WAY)) {
            settle(underWay.remove());
        }
    }

    private void send(Sent item, ItemContent content) {
        AppendCommand next = appending.command();
        command = next;
        boolean certain = next.isProven(item.head);
        Optional<TaggedReply> early = next.add(item.head, content);
        if (early.isEmpty() && certain) {
            if (all.size() == 1) {
                first.keep(item.head, content);
            }
            item.command = next.finish();
            underWay.add(item);
            return;
        }
        // the content is there for this moment only, so whatever may need it again is asked for now
        TaggedReply reply = early.isPresent() ? early.get() : next.finish().await();
        decide(item, appending.again(item.head, content, reply));
    }

    private void settle(Sent item) {
        if (item.command != null) {
            decide(item, item.command.await());
        }
    }

    private void decide(Sent item, TaggedReply reply) {
        ItemHead head = item.head;
        if (reply.isOk()) {
            item.outcome = appending.copied(List.of(head.key()), reply).get(0);
            return;
        }
        MigrationException refusal = appending.refusal(reply);
        if (refusal.code().reach() != Reach.ITEM) {
            item.refusal = refusal;
            stop = reply;
            return;
        }
        boolean inDoubt = item.command != null && !head.marks().keywords().isEmpty();
        appending.doubt(head.marks());
        item.outcome = inDoubt
                ? ItemOutcome.undecided(head.key(), reply.words())
                : ItemOutcome.refused(head.key(), refusal.code(), reply.words());
    }

    @Override
    public Pending<List<ItemOutcome>> finish() {
        return appending.answer(() -> {
            underWay.forEach(this::settle);
            underWay.clear();
            return outcomes();
        });
    }

    /** The copies must be told before a failure: whoever writes the rest again will hear of that. */
    private List<ItemOutcome> outcomes() {
        boolean hasCopied =
                all.stream().anyMatch(item -> item.outcome != null && item.outcome.kind() == ItemOutcome.Kind.COPIED);
        List<ItemOutcome> outcomes = new ArrayList<>();
        for (Sent item : all) {
            if (item.refusal != null && !hasCopied) {
                throw item.refusal;
            }
            outcomes.add(item.outcome == null ? ItemOutcome.undecided(item.head.key(), "") : item.outcome);
        }
        if (outcomes.size() == 1 && outcomes.get(0).kind() == ItemOutcome.Kind.UNDECIDED) {
            Submitted only = all.get(0).command;
            return only == null ? outcomes : List.of(appending.alone(all.get(0).head, first, only.await()));
        }
        return outcomes;
    }

    @Override
    public void close() {
        if (command != null) {
            appending.abandon(command);
        }
    }

    /** An item that was sent, and what became of it. */
    private static final class Sent {
        private final ItemHead head;
        private final long bytes;
        private @Nullable Submitted command;
        private @Nullable ItemOutcome outcome;
        private @Nullable MigrationException refusal;

        Sent(ItemHead head, long bytes) {
            this.head = head;
            this.bytes = bytes;
        }

        long bytes() {
            return bytes;
        }
    }
}
