package org.stagepost.imap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.stagepost.imap.ImapSession.Opening;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.FetchItems;
import org.stagepost.imap.wire.Refusals.Moment;
import org.stagepost.imap.wire.Submitted;
import org.stagepost.imap.wire.TaggedReply;
import org.stagepost.imap.wire.UidSet;
import org.stagepost.mailbox.ItemSink;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** Reads messages; each that was wanted comes, or is gone, or is named as unreadable with its reason. */
final class Reading implements Asked.Question<Integer> {
    private final ImapSession session;
    private final FolderPath folder;
    private final Opening opening;
    private final List<Long> uids;
    private final ItemSink sink;

    Reading(ImapSession session, FolderPath folder, Opening opening, List<Long> uids, ItemSink sink) {
        this.session = session;
        this.folder = folder;
        this.opening = opening;
        this.uids = uids;
        this.sink = sink;
    }

    @Override
    public Supplier<Integer> send() {
        session.prepareForMuch();
        Selection selection = session.select(folder, opening);
        MessageReplies replies = new MessageReplies(selection, uids, sink);
        List<Submitted> fetches = new ArrayList<>();
        for (String set : UidSet.format(uids)) {
            fetches.add(session.submit(Command.uidFetch(set, FetchItems.MESSAGE), replies, selection));
        }
        return () -> judge(selection, replies, fetches);
    }

    private int judge(Selection selection, MessageReplies replies, List<Submitted> fetches) {
        selection.checked();
        begin(replies);
        boolean refused = false;
        for (Submitted fetch : fetches) {
            // servers that work on several at a time tell the end of one late
            fetch.awaitData();
            if (!fetch.isDone()) {
                break;
            }
            refused |= fetch.isRefused();
            judge(fetch.await());
        }
        replies.rethrow();
        if (refused) {
            for (long uid : replies.waiting()) {
                readAlone(uid, replies);
            }
        }
        unmentioned(replies);
        for (Map.Entry<Long, String> entry : List.copyOf(replies.incomplete().entrySet())) {
            replies.giveUp(entry.getKey(), entry.getValue());
        }
        replies.rethrow();
        return uids.size() - replies.waiting().size();
    }

    private static void begin(MessageReplies replies) {
        try {
            replies.begin();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After a NO for a whole set: which message was meant? */
    private void readAlone(long uid, MessageReplies replies) {
        Selection selection = session.select(folder, opening);
        selection.checked();
        replies.standOn(selection);
        TaggedReply reply = session.fetch(Long.toString(uid), FetchItems.MESSAGE, replies, selection);
        judge(reply);
        replies.rethrow();
        if (reply.isOk() || !replies.waiting().contains(uid)) {
            return;
        }
        if (reply.code().is("EXPUNGEISSUED")) {
            replies.gone(uid);
        } else {
            replies.giveUp(uid, reply.words());
        }
    }

    /** Not sent, or as NIL, and no reason given: deleted by another session, or kept back by the server? */
    private void unmentioned(MessageReplies replies) {
        UidReplies there = new UidReplies();
        for (String set : UidSet.format(replies.unmentioned())) {
            Selection selection = session.select(folder, opening);
            session.requireOk(folder, session.fetch(set, FetchItems.UID, there, selection));
        }
        for (long uid : replies.unmentioned()) {
            if (there.uids().contains(uid)) {
                replies.giveUp(uid, "the server lists it, but did not send it");
            }
        }
    }

    /** A NO that concerns more than single messages. */
    private void judge(TaggedReply reply) {
        if (reply.isOk()) {
            return;
        }
        MigrationException refused = session.refused(Moment.FETCH, "folder " + folder, reply);
        if (refused.code() != FailureCode.ITEM_UNREADABLE) {
            throw refused;
        }
    }
}
