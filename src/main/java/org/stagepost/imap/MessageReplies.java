package org.stagepost.imap;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stagepost.imap.wire.FetchReplies;
import org.stagepost.imap.wire.FetchReply;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemSink;
import org.stagepost.mailbox.Marks;

/**
 * Hands messages to a sink while they arrive, each once, and remembers what became of every wanted one. What arrives
 * before anybody awaits it is put aside.
 */
final class MessageReplies extends FetchReplies {
    private Selection selection;
    private final ItemSink sink;
    private final Set<Long> waiting;
    private final TreeMap<Long, String> incomplete = new TreeMap<>();
    private final EarlyMessages early = new EarlyMessages();
    private boolean awaited;
    private @Nullable RuntimeException failure;

    MessageReplies(Selection selection, List<Long> wanted, ItemSink sink) {
        this.selection = selection;
        this.waiting = new HashSet<>(wanted);
        this.sink = sink;
    }

    /** From now on the sink takes what comes. */
    void begin() throws IOException {
        awaited = true;
        early.deliver(this::deliver);
    }

    /** What is asked from now on is asked behind this selection of the same folder. */
    void standOn(Selection later) {
        selection = later;
    }

    @Override
    protected boolean wants(long uid) {
        return waiting.contains(uid);
    }

    @Override
    protected boolean wantsText(long uid) {
        return waiting.contains(uid) && !early.holds(uid) && failure == null && selection.isSound();
    }

    @Override
    protected boolean isSatisfied() {
        return waiting.isEmpty() || failure != null;
    }

    @Override
    protected void message(FetchReply reply, InputStream content, long size) throws IOException {
        ItemHead head = new ItemHead(
                ImapKeys.key(reply.uid()),
                reply.receivedDate().orElseThrow(),
                reply.marks().orElse(Marks.NONE));
        if (awaited) {
            deliver(head, content, size);
        } else {
            early.put(head, content, size);
        }
    }

    private void deliver(ItemHead head, InputStream content, long size) throws IOException {
        long uid = ImapKeys.uid(head.key());
        waiting.remove(uid);
        incomplete.remove(uid);
        if (failure != null) {
            return;
        }
        try {
            sink.item(head, content, size);
        } catch (RuntimeException e) {
            // the rest of the response must be read all the same, or the connection is lost for other folders
            failure = e;
        }
    }

    @Override
    protected void reply(FetchReply reply) {
        if (!waiting.contains(reply.uid()) || early.holds(reply.uid()) || !selection.isSound()) {
            return;
        }
        if (reply.body() == FetchReply.Body.GONE) {
            // only the server's list proves it: asked for later, like those of which it says nothing
            incomplete.remove(reply.uid());
        } else {
            incomplete.put(reply.uid(), missing(reply));
        }
    }

    private static String missing(FetchReply reply) {
        if (reply.marks().isEmpty()) {
            return "the server sent it without flags";
        }
        return reply.receivedDate().isEmpty()
                ? "the server sent it without a valid received date"
                : "the server did not send its text";
    }

    /** Why a wanted message that was spoken of did not come. */
    TreeMap<Long, String> incomplete() {
        return incomplete;
    }

    /** Wanted, and nothing heard of its end. */
    List<Long> waiting() {
        return waiting.stream().sorted().toList();
    }

    /** Wanted, and not a word about it, or that it has no text any more. */
    List<Long> unmentioned() {
        return waiting().stream().filter(uid -> !incomplete.containsKey(uid)).toList();
    }

    void giveUp(long uid, String reason) {
        waiting.remove(uid);
        incomplete.remove(uid);
        if (failure == null) {
            sink.unreadable(ImapKeys.key(uid), reason);
        }
    }

    void gone(long uid) {
        waiting.remove(uid);
        incomplete.remove(uid);
    }

    /** What the sink threw, if it did. */
    void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    protected void release() {
        early.close();
    }
}
