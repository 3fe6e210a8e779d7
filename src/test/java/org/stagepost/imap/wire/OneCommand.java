package org.stagepost.imap.wire;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A single command under way: all data is its own. */
final class OneCommand implements ResponseReceiver {
    private static final int MOST = 100_000;

    private final String tag;
    private final UntaggedReplies replies;
    private @Nullable TaggedReply end;
    private int untagged;
    private boolean mayWait;
    private boolean waits;

    private OneCommand(String tag, UntaggedReplies replies) {
        this.tag = tag;
        this.replies = replies;
    }

    /** Reads to the reply with this tag. */
    static TaggedReply read(ResponseReader reader, String tag, UntaggedReplies replies) throws IOException {
        OneCommand command = new OneCommand(tag, replies);
        while (command.end == null) {
            reader.read(command);
        }
        return Objects.requireNonNull(command.end);
    }

    /** Reads to the reply with this tag, or to a continuation request. */
    static void readToGoAhead(ResponseReader reader, String tag, UntaggedReplies replies) throws IOException {
        OneCommand command = new OneCommand(tag, replies);
        command.mayWait = true;
        while (command.end == null && !command.waits) {
            reader.read(command);
        }
    }

    @Override
    public void goAhead(String text) throws ProtocolViolation {
        if (!mayWait) {
            throw new ProtocolViolation("a continuation request that nobody asked for");
        }
        waits = true;
    }

    @Override
    public void untagged(String name, long number, ResponseTokenizer in) throws IOException {
        count();
        replies.response(name, number, in);
    }

    @Override
    public void condition(TaggedReply condition) throws IOException {
        count();
        if (condition.status() == TaggedReply.Status.BYE) {
            throw new ServerLeft(condition);
        }
        replies.condition(condition);
    }

    private void count() throws ProtocolViolation {
        if (++untagged > MOST) {
            throw new ProtocolViolation("more than " + MOST + " responses to one command");
        }
    }

    @Override
    public void require(String found) throws ProtocolViolation {
        if (!tag.equals(found)) {
            throw new ProtocolViolation("tag " + tag + " expected");
        }
    }

    @Override
    public void tagged(String found, TaggedReply reply) {
        end = reply;
    }
}
