package org.stagepost.imap.wire;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.stagepost.mailbox.ItemContent;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * One APPEND of one message, or of several with MULTIAPPEND (RFC 9051 §6.3.12, RFC 3502), streamed.
 * Message text must never be read as commands: a server that dislikes an argument may answer BAD and go on reading at
 * the text. So folder and keywords must each have been accepted once with a literal that waits for the server, before
 * one goes without waiting (RFC 7888).
 */
public final class AppendCommand {
    /** RFC 7888 §5: LITERAL- allows no more. */
    private static final long LITERAL_MINUS_LIMIT = 4096;
    /** Above that the wait costs nothing, and a server can refuse the size before it is sent. */
    private static final long LONGEST_UNASKED = 1024 * 1024;

    private final WireConnection connection;
    private final String name;
    private String tag = "";

    /** Sends nothing before the first message. @param name a wire name */
    public AppendCommand(WireConnection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /** True while a message was sent and no reply was read. */
    public boolean isUnderWay() {
        return !tag.isEmpty();
    }

    /** @return the server's reply if it ended the command before it took the message, else empty */
    public Optional<TaggedReply> add(ItemHead head, ItemContent content) {
        String arguments =
                " " + MarkGrammar.format(head.marks()) + " \"" + InternalDate.format(head.receivedDate()) + "\" ";
        try (InputStream text = content.open()) {
            return send(head, arguments, new Sized(text, content.sizeBytes()));
        } catch (ContentFailure e) {
            connection.cut();
            throw new MigrationException(FailureCode.HOME_UNUSABLE, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw connection.failed(e);
        }
    }

    private Optional<TaggedReply> send(ItemHead head, String arguments, Sized content) throws IOException {
        BufferedOutputStream out = connection.channel().out();
        if (!isUnderWay()) {
            tag = connection.begin("APPEND");
            Optional<TaggedReply> early = sendName(out);
            if (early.isPresent()) {
                return early;
            }
        }
        boolean unasked = mayGoUnasked(head, content.size());
        WireConnection.write(out, arguments + "{" + content.size() + (unasked ? "+}\r\n" : "}\r\n"));
        if (!unasked) {
            Optional<TaggedReply> early = awaitGoAhead(out);
            if (early.isPresent()) {
                return early;
            }
            connection.proven().addAll(words(head));
        }
        copy(content, out);
        return Optional.empty();
    }

    private Optional<TaggedReply> sendName(BufferedOutputStream out) throws IOException {
        WireConnection.write(out, tag + " APPEND ");
        if (Command.isQuotable(name)) {
            WireConnection.write(out, Command.quoted(name));
            return Optional.empty();
        }
        WireConnection.write(out, "{" + name.length() + "}\r\n");
        Optional<TaggedReply> early = awaitGoAhead(out);
        if (early.isEmpty()) {
            out.write(name.getBytes(StandardCharsets.ISO_8859_1));
        }
        return early;
    }

    private boolean mayGoUnasked(ItemHead head, long size) {
        Capabilities offered = connection.capabilities();
        boolean offeredForSize = offered.has(ImapCapability.LITERAL_PLUS)
                || (offered.has(ImapCapability.LITERAL_MINUS) && size <= LITERAL_MINUS_LIMIT);
        return offeredForSize && size <= LONGEST_UNASKED && connection.proven().containsAll(words(head));
    }

    private Set<String> words(ItemHead head) {
        Set<String> words = new TreeSet<>();
        head.marks().keywords().forEach(keyword -> words.add("keyword " + keyword));
        words.add("folder " + name);
        return words;
    }

    private Optional<TaggedReply> awaitGoAhead(BufferedOutputStream out) throws IOException {
        flush(out);
        Optional<TaggedReply> early = connection.awaitGoAhead(tag, UntaggedReplies.ignored());
        if (early.isPresent() && early.get().isOk()) {
            throw new ProtocolViolation("the server said " + early.get().words() + " before it had the message");
        }
        return early.isEmpty() ? early : Optional.of(ended(early.get()));
    }

    private void copy(Sized content, BufferedOutputStream out) throws IOException {
        byte[] buffer = new byte[8192];
        for (long left = content.size(); left > 0; ) {
            int count = content.read(buffer, (int) Math.min(buffer.length, left));
            try {
                out.write(buffer, 0, count);
            } catch (IOException e) {
                throw connection.lastWords(e);
            }
            left -= count;
        }
    }

    /** Ends the command and waits for the server's reply: OK or NO. */
    public TaggedReply finish() {
        try {
            BufferedOutputStream out = connection.channel().out();
            WireConnection.write(out, "\r\n");
            flush(out);
            return ended(connection.awaitReply(tag, UntaggedReplies.ignored()));
        } catch (IOException e) {
            throw connection.failed(e);
        }
    }

    private void flush(BufferedOutputStream out) throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw connection.lastWords(e);
        }
    }

    private TaggedReply ended(TaggedReply reply) throws IOException {
        tag = "";
        return connection.completed("APPEND", reply);
    }

    /** A text and how many bytes of it go into the literal: no more, no fewer. */
    private record Sized(InputStream text, long size) {
        int read(byte[] buffer, int length) throws ContentFailure {
            try {
                int count = text.read(buffer, 0, length);
                if (count < 0) {
                    throw new ContentFailure("an item's content ended before its announced size");
                }
                return count;
            } catch (ContentFailure e) {
                throw e;
            } catch (IOException e) {
                throw new ContentFailure("an item's content cannot be read: " + e.getMessage());
            }
        }
    }

    /** The item's own content failed, not the connection. */
    private static final class ContentFailure extends IOException {
        private static final long serialVersionUID = 1L;

        ContentFailure(String message) {
            super(message);
        }
    }
}
