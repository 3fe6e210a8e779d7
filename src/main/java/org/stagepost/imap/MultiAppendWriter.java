package org.stagepost.imap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.imap.wire.AppendCommand;
import org.stagepost.imap.wire.TaggedReply;
import org.stagepost.mailbox.ItemContent;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemOutcome;
import org.stagepost.mailbox.Pending;
import org.stagepost.mailbox.SliceWriter;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Reach;

/** Writes a slice as one command: all of it is stored or nothing (RFC 3502). */
final class MultiAppendWriter implements SliceWriter {
    private final Appending appending;
    private final List<ItemKey> added = new ArrayList<>();
    private final List<ItemKey> sent = new ArrayList<>();
    private final Map<ItemKey, ItemOutcome> outcomes = new HashMap<>();
    private AppendCommand command;
    private @Nullable TaggedReply endedEarly;

    MultiAppendWriter(Appending appending) {
        this.appending = appending;
        this.command = appending.command();
    }

    @Override
    public void add(ItemHead head, ItemContent content) {
        added.add(head.key());
        Optional<ItemOutcome> unsent = appending.refusedUnsent(head, content);
        if (unsent.isPresent()) {
            outcomes.put(head.key(), unsent.get());
            return;
        }
        if (endedEarly == null) {
            send(head, content);
        }
    }

    private void send(ItemHead head, ItemContent content) {
        Optional<TaggedReply> early = command.add(head, content);
        if (early.isPresent() && sent.isEmpty() && appending.couldCreate(early.get())) {
            command = appending.command();
            early = command.add(head, content);
        }
        if (early.isPresent() && sent.isEmpty()) {
            // later the content is released, but a server that dislikes keywords says so before it takes the text
            Optional<ItemHead> bare = appending.withoutKeywords(head, early.get());
            if (bare.isPresent()) {
                command = appending.command();
                early = command.add(bare.get(), content);
            }
        }
        sent.add(head.key());
        early.ifPresent(reply -> endedEarly = reply);
    }

    @Override
    public Pending<List<ItemOutcome>> finish() {
        if (!sent.isEmpty()) {
            TaggedReply reply = endedEarly == null ? command.finish() : endedEarly;
            List<ItemOutcome> decided = reply.isOk() ? appending.copied(sent, reply) : refused(reply);
            decided.forEach(outcome -> outcomes.put(outcome.source(), outcome));
        }
        return Pending.of(added.stream()
                .map(key -> outcomes.getOrDefault(key, ItemOutcome.undecided(key, "")))
                .toList());
    }

    private List<ItemOutcome> refused(TaggedReply reply) {
        MigrationException refusal = appending.refusal(reply);
        if (refusal.code().reach() != Reach.ITEM) {
            throw refusal;
        }
        if (sent.size() == 1) {
            return List.of(ItemOutcome.refused(sent.get(0), refusal.code(), reply.words()));
        }
        return sent.stream()
                .map(key -> ItemOutcome.undecided(key, reply.words()))
                .toList();
    }

    @Override
    public void close() {
        appending.abandon(command);
    }
}
