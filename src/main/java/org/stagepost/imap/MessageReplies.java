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

/** Hands messages to a sink while they arrive, each once, and remembers what became of every wanted one. */
final class MessageReplies extends FetchReplies {
    private final ItemSink sink;
    private final Set<Long> waiting;
    private final Set<Long> gone = new HashSet<>();
    private final TreeMap<Long, String> incomplete = new TreeMap<>();
    private @Nullable RuntimeException failure;

    MessageReplies(List<Long> wanted, ItemSink sink) {
        this.sink = sink;
        this.waiting = new HashSet<>(wanted);
    }

    @Override
    protected void message(FetchReply head, InputStream content, long size) throws IOException {
        if (!waiting.remove(head.uid()) || failure != null) {
            return;
        }
        incomplete.remove(head.uid());
        try {
            sink.item(
                    new ItemHead(
                            ImapKeys.key(head.uid()),
                            head.receivedDate().orElseThrow(),
                            head.marks().orElse(Marks.NONE)),
                    content,
                    size);
        } catch (RuntimeException e) {
            // the rest of the response must be read all the same, or the connection is lost for other folders
            failure = e;
        }
    }

    @Override
    protected void reply(FetchReply reply) {
        if (!waiting.contains(reply.uid())) {
            return;
        }
        if (reply.body() == FetchReply.Body.GONE) {
            waiting.remove(reply.uid());
            gone.add(reply.uid());
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

    /** Wanted, and not a word about it. */
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
}
