package org.stagepost.imap;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.stagepost.imap.ImapSession.Opening;
import org.stagepost.imap.wire.AppendCommand;
import org.stagepost.imap.wire.AppendUid;
import org.stagepost.imap.wire.Refusals.Moment;
import org.stagepost.imap.wire.TaggedReply;
import org.stagepost.mailbox.ItemContent;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemOutcome;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.Pending;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** What both ways of appending to a folder share. */
final class Appending {
    private final ImapSession session;
    private final FolderPath folder;
    /** Items that are sent without their keywords. */
    private final Set<ItemKey> bare = new HashSet<>();

    private boolean selected;

    Appending(ImapSession session, FolderPath folder) {
        this.session = session;
        this.folder = folder;
        session.recall();
    }

    /**
     * Selects the folder first: Dovecot then appends in two thirds of the time. The answer is awaited only where it has
     * to prove the folder's name and keywords.
     */
    AppendCommand command() {
        if (!selected) {
            selected = true;
            session.prepareForMuch();
            Selection selection = session.select(folder, Opening.TO_WRITE);
            boolean proven = session.connection().proven().holdsFolder(session.wire(folder));
            if (!proven && selection.command().await().isOk()) {
                session.proven(folder, selection.state());
            }
        }
        return new AppendCommand(session.connection(), session.wire(folder));
    }

    /** The server's word is awaited later. */
    <T> Pending<T> answer(Supplier<T> judge) {
        session.flush();
        return session.ask(() -> judge);
    }

    /** Before these keywords are sent again without waiting, the server is asked. */
    void doubt(Marks marks) {
        session.connection().proven().doubt(marks);
    }

    /** What is known to be refused is not sent. */
    Optional<ItemOutcome> refusedUnsent(ItemHead head, ItemContent content) {
        if (content.sizeBytes() == 0) {
            // RFC 3502 §6.3.11: a literal of no bytes gives the whole command up
            return Optional.of(ItemOutcome.refused(head.key(), FailureCode.ITEM_REFUSED, "the message is empty"));
        }
        OptionalLong limit = session.capabilities().appendLimit();
        if (limit.isPresent() && content.sizeBytes() > limit.getAsLong()) {
            return Optional.of(ItemOutcome.refused(
                    head.key(),
                    FailureCode.ITEM_TOO_LARGE,
                    "the server announced APPENDLIMIT=" + limit.getAsLong() + " (RFC 7889)"));
        }
        return Optional.empty();
    }

    /** RFC 9051 §6.3.12: TRYCREATE asks for the folder; but one that was there a moment ago is gone for a reason. */
    boolean couldCreate(TaggedReply reply) {
        if (!reply.code().is("TRYCREATE") || session.hasSeen(folder)) {
            return false;
        }
        return new FolderCreation(session).send(folder, Set.of()).get().equals(folder);
    }

    /** The same item without keywords, where these may be what the server refused; better a copy without than none. */
    Optional<ItemHead> withoutKeywords(ItemHead head, TaggedReply reply) {
        if (reply.isOk() || head.marks().keywords().isEmpty() || refusal(reply).code() != FailureCode.ITEM_REFUSED) {
            return Optional.empty();
        }
        bare.add(head.key());
        return Optional.of(new ItemHead(
                head.key(), head.receivedDate(), new Marks(head.marks().flags(), Set.of())));
    }

    /** Sends an item once more, where the reply to the first attempt gives hope. @return the last reply */
    TaggedReply again(ItemHead head, ItemContent content, TaggedReply before) {
        TaggedReply reply = before;
        if (!reply.isOk() && couldCreate(reply)) {
            reply = append(head, content);
        }
        Optional<ItemHead> bare = withoutKeywords(head, reply);
        return bare.isPresent() ? append(bare.get(), content) : reply;
    }

    private TaggedReply append(ItemHead head, ItemContent content) {
        AppendCommand command = command();
        return command.add(head, content).orElseGet(() -> command.finish().await());
    }

    /** What becomes of an item that was refused, and was the only one of its slice. */
    ItemOutcome alone(ItemHead head, FirstMessage kept, TaggedReply before) {
        Optional<ItemHead> bare = withoutKeywords(head, before);
        Optional<ItemContent> content = kept.content();
        TaggedReply reply = bare.isPresent() && content.isPresent() ? append(bare.get(), content.get()) : before;
        return reply.isOk()
                ? copied(List.of(head.key()), reply).get(0)
                : ItemOutcome.refused(head.key(), refusal(reply).code(), reply.words());
    }

    MigrationException refusal(TaggedReply reply) {
        return session.refused(Moment.APPEND, "folder " + folder, reply);
    }

    /** The copies' keys, where the server told them for each (RFC 4315 §3: it may leave that out). */
    List<ItemOutcome> copied(List<ItemKey> sent, TaggedReply reply) {
        Optional<AppendUid> stored = AppendUid.of(reply, sent.size());
        if (stored.isEmpty()) {
            return sent.stream()
                    .map(ItemOutcome::copiedUnkeyed)
                    .map(this::asSent)
                    .toList();
        }
        session.check(folder, stored.get().uidValidity());
        List<Long> uids = stored.get().uids();
        return IntStream.range(0, sent.size())
                .mapToObj(i -> ItemOutcome.copied(sent.get(i), ImapKeys.key(uids.get(i))))
                .map(this::asSent)
                .toList();
    }

    private ItemOutcome asSent(ItemOutcome outcome) {
        return bare.contains(outcome.source()) ? outcome.withoutKeywords() : outcome;
    }

    void abandon(AppendCommand command) {
        if (command.isUnderWay()) {
            session.abandon();
        }
    }
}
