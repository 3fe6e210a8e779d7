package org.stagepost.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.imap.wire.AppendCommand;
import org.stagepost.imap.wire.TaggedReply;
import org.stagepost.mailbox.ItemContent;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemOutcome;
import org.stagepost.mailbox.Pending;
import org.stagepost.mailbox.SliceWriter;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Reach;

/** Writes a slice item by item, for servers without MULTIAPPEND. */
final class SingleAppendWriter implements SliceWriter {
    private final Appending appending;
    private final List<ItemOutcome> outcomes = new ArrayList<>();
    private @Nullable TaggedReply stop;

    SingleAppendWriter(Appending appending) {
        this.appending = appending;
    }

    @Override
    public void add(ItemHead head, ItemContent content) {
        if (stop != null) {
            outcomes.add(ItemOutcome.undecided(head.key(), stop.words()));
            return;
        }
        Optional<ItemOutcome> unsent = appending.refusedUnsent(head, content);
        outcomes.add(unsent.isPresent() ? unsent.get() : sent(head, content));
    }

    private ItemOutcome sent(ItemHead head, ItemContent content) {
        TaggedReply reply = append(head, content);
        if (!reply.isOk() && appending.couldCreate(reply)) {
            reply = append(head, content);
        }
        Optional<ItemHead> bare = appending.withoutKeywords(head, reply);
        if (bare.isPresent()) {
            reply = append(bare.get(), content);
        }
        if (reply.isOk()) {
            return appending.copied(List.of(head.key()), reply).get(0);
        }
        MigrationException refusal = appending.refusal(reply);
        if (refusal.code().reach() == Reach.ITEM) {
            return ItemOutcome.refused(head.key(), refusal.code(), reply.words());
        }
        if (hasCopied()) {
            // the copies must be told first; whoever writes the rest again will hear of the failure
            stop = reply;
            return ItemOutcome.undecided(head.key(), reply.words());
        }
        throw refusal;
    }

    private TaggedReply append(ItemHead head, ItemContent content) {
        AppendCommand command = appending.command();
        return command.add(head, content).orElseGet(command::finish);
    }

    private boolean hasCopied() {
        return outcomes.stream().anyMatch(outcome -> outcome.kind() == ItemOutcome.Kind.COPIED);
    }

    @Override
    public Pending<List<ItemOutcome>> finish() {
        return Pending.of(List.copyOf(outcomes));
    }

    /** Nothing is ever on its way between two items. */
    @Override
    public void close() {}
}
