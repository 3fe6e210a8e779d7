package org.stagepost.imap.wire;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one FETCH response (RFC 9051 §7.5.2). The message's text is handed on while it arrives, or put aside when the
 * server sends it before the UID, flags and date that belong to it.
 */
final class FetchReader implements Closeable {
    private static final double TOLERATED_FACTOR = 1.1;
    private static final int TOLERATED_BYTES = 1024 * 1024;

    private final ResponseTokenizer in;
    private final List<FetchReplies> receivers;
    private final FetchReply reply = new FetchReply();
    private @Nullable BodySpool aside;
    private @Nullable FetchReplies taker;

    /** @param receivers whom the response may be meant for, the oldest first; at least one */
    FetchReader(ResponseTokenizer in, List<FetchReplies> receivers) {
        this.in = in;
        this.receivers = receivers;
    }

    void read() throws IOException {
        in.widenLine();
        in.expect('(');
        while (!in.accept(')')) {
            if (!in.accept(' ')) {
                attribute();
            }
        }
        if (aside != null && reply.isComplete()) {
            try (InputStream content = aside.open()) {
                deliver(content, aside.size());
            }
        }
        if (aside != null && taker == null) {
            in.countUnwanted(aside.size());
        }
        receiver().reply(reply);
    }

    private FetchReplies receiver() {
        if (taker != null) {
            return taker;
        }
        return receivers.stream()
                .filter(some -> some.wants(reply.uid()))
                .findFirst()
                .orElse(receivers.get(0));
    }

    private void attribute() throws IOException {
        String name = in.attributeName().toUpperCase(Locale.ROOT);
        in.expect(' ');
        switch (name) {
            case "UID" -> reply.uid(in.number());
            case "RFC822.SIZE" -> reply.size(in.number());
            case "FLAGS" -> reply.marks(in.marks());
            case "INTERNALDATE" -> reply.receivedDate(InternalDate.parse(in.astring()));
            case "X-GM-MSGID" -> reply.gmailId(in.astring());
            case "BODY[HEADER]" -> header();
            case "BODY[]" -> body();
            default -> in.skipValue();
        }
    }

    private void header() throws IOException {
        if (in.atLiteral()) {
            reply.header(ResponseTokenizer.bytesOf(in.literal(), in.limits().headerBytes()));
        } else if (in.peek() == '"') {
            reply.header(in.quoted().getBytes(StandardCharsets.ISO_8859_1));
        } else {
            in.acceptNil();
        }
    }

    private void body() throws IOException {
        if (in.atLiteral()) {
            LiteralStream literal = in.literal();
            requireAnnounced(literal.size());
            text(literal, literal.size());
            literal.drain();
        } else if (in.peek() == '"') {
            byte[] quoted = in.quoted().getBytes(StandardCharsets.ISO_8859_1);
            text(new ByteArrayInputStream(quoted), quoted.length);
        } else if (in.acceptNil()) {
            reply.body(FetchReply.Body.GONE);
        }
    }

    /** Some servers count an LF where they send CR LF, and the like; three million times the size is another matter. */
    private void requireAnnounced(long size) throws ProtocolViolation {
        if (reply.size() >= 0 && size > reply.size() * TOLERATED_FACTOR + TOLERATED_BYTES) {
            throw new ProtocolViolation("a text of " + size + " bytes for a message of " + reply.size());
        }
    }

    private void text(InputStream content, long size) throws IOException {
        if (reply.isComplete()) {
            deliver(content, size);
        } else {
            close();
            aside = BodySpool.of(content, size);
        }
    }

    private void deliver(InputStream content, long size) throws IOException {
        reply.body(FetchReply.Body.DELIVERED);
        for (FetchReplies some : receivers) {
            if (some.wantsText(reply.uid())) {
                taker = some;
                some.message(reply, content, size);
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (aside != null) {
            aside.close();
        }
    }
}
