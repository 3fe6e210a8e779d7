package org.stagepost.imap.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.MigrationException;

/** A command under way: what of it is still to be sent, who takes its data, and how it ended. Not thread-safe. */
public final class Submitted {
    private final Pipeline pipeline;
    private final String tag;
    private final Object shown;
    private final Deque<byte[]> unsent = new ArrayDeque<>();
    private final @Nullable Submitted selection;
    private UntaggedReplies replies;
    private boolean toleratesBad;
    private boolean begun;
    private boolean expectsGoAhead;
    private boolean allowed;
    private String goAhead = "";
    private int bytes;
    private int untagged;
    private @Nullable TaggedReply reply;
    private @Nullable MigrationException failure;

    /** @param selection without which the command means nothing */
    Submitted(Pipeline pipeline, String tag, Object shown, UntaggedReplies replies, @Nullable Submitted selection) {
        this.pipeline = pipeline;
        this.tag = tag;
        this.shown = shown;
        this.replies = replies;
        this.selection = selection;
    }

    /**
     * Takes in what the server says up to this command's end.
     *
     * @return OK or NO; the same again when it is asked again
     * @throws MigrationException ENDPOINT_UNREACHABLE, ENDPOINT_THROTTLED, MAILBOX_BUSY (BYE), PROTOCOL_VIOLATED (BAD
     *     included); the connection is closed then
     */
    public TaggedReply await() {
        pipeline.await(this::isDone, this);
        return ended();
    }

    /** Takes in what the server says until its receiver has all that it wants, or the command ends. */
    public void awaitData() {
        pipeline.await(() -> isDone() || replies.isSatisfied(), this);
    }

    /** True when the server has answered. */
    public boolean isDone() {
        return reply != null || failure != null;
    }

    /** True when the server has answered with something else than OK. */
    public boolean isRefused() {
        return reply != null && !reply.isOk();
    }

    /** Whatever data is still to come has no receiver any more. */
    public void silence() {
        replies.release();
        replies = replies.silenced();
    }

    TaggedReply ended() {
        if (failure != null) {
            throw failure;
        }
        if (reply == null) {
            throw new IllegalStateException("the server has not answered yet");
        }
        return reply;
    }

    String tag() {
        return tag;
    }

    UntaggedReplies replies() {
        return replies;
    }

    /** How many responses came while this was the oldest command. */
    int countUntagged() {
        return ++untagged;
    }

    void tolerateBad(boolean tolerated) {
        toleratesBad = tolerated;
    }

    /** A command that needs a selected folder is BAD when there is none, which is harmless. */
    boolean toleratesBad() {
        return toleratesBad || (selection != null && selection.isRefused());
    }

    void willSend(byte[] segment) {
        unsent.add(segment);
        bytes += segment.length;
    }

    /** What is sent now; before the next piece the server must say "+". */
    byte[] nextSegment() {
        begun = true;
        byte[] segment = unsent.remove();
        expectsGoAhead = !unsent.isEmpty();
        return segment;
    }

    boolean isBegun() {
        return begun;
    }

    boolean isSent() {
        return begun && unsent.isEmpty();
    }

    int bytes() {
        return bytes;
    }

    /** True while a "+" is awaited: what was announced is not sent without it. */
    boolean expectsGoAhead() {
        return expectsGoAhead;
    }

    void expectGoAhead() {
        expectsGoAhead = true;
    }

    /** The server said "+" and this. */
    void allow(String text) throws ProtocolViolation {
        if (!expectsGoAhead) {
            throw new ProtocolViolation("a continuation request that nobody asked for");
        }
        expectsGoAhead = false;
        allowed = true;
        goAhead = text;
    }

    boolean isAllowed() {
        return allowed;
    }

    /** True once for each "+". */
    boolean takeGoAhead() {
        boolean was = allowed;
        allowed = false;
        return was;
    }

    /** What the server said with its newest "+". */
    String goAheadText() {
        return goAhead;
    }

    void done(TaggedReply tagged) {
        reply = tagged;
    }

    void failed(MigrationException why) {
        if (!isDone()) {
            failure = why;
        }
        replies.release();
    }

    @Override
    public String toString() {
        return shown.toString();
    }
}
