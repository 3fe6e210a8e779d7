package org.stagepost.imap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.imap.wire.AppendCommand;
import org.stagepost.imap.wire.Submitted;
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
    private final List<ItemHead> sent = new ArrayList<>();
    private final Map<ItemKey, ItemOutcome> outcomes = new HashMap<>();
    private final FirstMessage first = new FirstMessage();
    private @Nullable AppendCommand command;
    private @Nullable TaggedReply endedEarly;

    MultiAppendWriter(Appending appending) {
        this.appending = appending;
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
        Optional<TaggedReply> early = attempt(head, content);
        if (early.isPresent() && sent.isEmpty() && appending.couldCreate(early.get())) {
            command = null;
            early = attempt(head, content);
        }
        ItemHead stored = head;
        if (early.isPresent() && sent.isEmpty()) {
            // later the content is released, but a server that dislikes keywords says so before it takes the text
            Optional<ItemHead> bare = appending.withoutKeywords(head, early.get());
            if (bare.isPresent()) {
                command = null;
                stored = bare.get();
                early = attempt(stored, content);
            }
        }
        if (sent.isEmpty()) {
            first.keep(stored, content);
        }
        sent.add(stored);
        early.ifPresent(reply -> endedEarly = reply);
    }

    private Optional<TaggedReply> attempt(ItemHead head, ItemContent content) {
        if (command == null) {
            command = appending.command();
        }
        return command.add(head, content);
    }

    @Override
    public Pending<List<ItemOutcome>> finish() {
        Submitted last = endedEarly == null && command != null ? command.finish() : null;
        return appending.answer(() -> {
            TaggedReply reply = last == null ? endedEarly : last.await();
            if (reply != null) {
                decided(reply).forEach(outcome -> outcomes.put(outcome.source(), outcome));
            }
            return added.stream()
                    .map(key -> outcomes.getOrDefault(key, ItemOutcome.undecided(key, "")))
                    .toList();
        });
    }

    private List<ItemOutcome> decided(TaggedReply reply) {
        List<ItemKey> keys = sent.stream().map(ItemHead::key).toList();
        if (reply.isOk()) {
            return appending.copied(keys, reply);
        }
        MigrationException refusal = appending.refusal(reply);
        if (refusal.code().reach() != Reach.ITEM) {
            throw refusal;
        }
        sent.forEach(head -> appending.doubt(head.marks()));
        return sent.size() == 1
                ? List.of(appending.alone(sent.get(0), first, reply))
                : keys.stream()
                        .map(key -> ItemOutcome.undecided(key, reply.words()))
                        .toList();
    }

    @Override
    public void close() {
        if (command != null) {
            appending.abandon(command);
        }
    }
}
