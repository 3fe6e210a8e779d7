package org.stagepost.imap.wire;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.ItemContent;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * One APPEND of one message, or of several with MULTIAPPEND (RFC 9051 §6.3.12, RFC 3502), streamed.
 * Message text must never be read as commands: a server that dislikes an argument may answer BAD and go on reading at
 * the text. So folder and keywords must be proven ({@link ProvenWords}), and the date be one that every server takes,
 * before one goes without waiting (RFC 7888).
 */
public final class AppendCommand {
    /** RFC 7888 §5: LITERAL- allows no more. */
    private static final long LITERAL_MINUS_LIMIT = 4096;
    /** Above that the wait costs nothing, and a server can refuse the size before it is sent. */
    private static final long LONGEST_UNASKED = 1024 * 1024;

    private final WireConnection connection;
    private final String name;
    private @Nullable Submitted submitted;
    private boolean finished;

    /** Sends nothing before the first message. @param name a wire name */
    public AppendCommand(WireConnection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /** True while a message was sent and the command has no end: the server may still take anything for its text. */
    public boolean isUnderWay() {
        return submitted != null && !finished && !submitted.isDone();
    }

    /** True when the server is known to take all that comes before the text. */
    public boolean isProven(ItemHead head) {
        ProvenWords proven = connection.proven();
        return InternalDate.isCommon(head.receivedDate())
                && proven.holdsFolder(name)
                && proven.holdKeywords(head.marks());
    }

    private boolean mayGoUnasked(ItemHead head, long size) {
        Capabilities offered = connection.capabilities();
        boolean offeredForSize = offered.has(ImapCapability.LITERAL_PLUS)
                || (offered.has(ImapCapability.LITERAL_MINUS) && size <= LITERAL_MINUS_LIMIT);
        return offeredForSize && size <= LONGEST_UNASKED && isProven(head);
    }

    /** @return the server's reply if it ended the command before it took the message, else empty */
    public Optional<TaggedReply> add(ItemHead head, ItemContent content) {
        String arguments =
                " " + MarkGrammar.format(head.marks()) + " \"" + InternalDate.format(head.receivedDate()) + "\" ";
        try {
            return send(head, arguments, content);
        } catch (MessageText.Unreadable e) {
            connection.cut();
            throw new MigrationException(FailureCode.HOME_UNUSABLE, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw connection.failed(e);
        }
    }

    private Optional<TaggedReply> send(ItemHead head, String arguments, ItemContent content) throws IOException {
        Submitted command = submitted;
        if (command == null) {
            connection.pipeline().takeInArrived();
            command = connection.pipeline().begin("APPEND");
            submitted = command;
            Optional<TaggedReply> early = sendName(command);
            if (early.isPresent()) {
                return early;
            }
        }
        boolean unasked = mayGoUnasked(head, content.sizeBytes());
        connection.pipeline().write(arguments + "{" + content.sizeBytes() + (unasked ? "+}\r\n" : "}\r\n"));
        if (!unasked) {
            Optional<TaggedReply> early = awaitGoAhead(command);
            if (early.isPresent()) {
                return early;
            }
            connection.proven().keywords(head.marks());
            connection.proven().folder(name);
        }
        new MessageText(out(), content.sizeBytes()).write(content);
        return Optional.empty();
    }

    private Optional<TaggedReply> sendName(Submitted command) throws IOException {
        connection.pipeline().write(command.tag() + " APPEND ");
        if (Command.isQuotable(name)) {
            connection.pipeline().write(Command.quoted(name));
            return Optional.empty();
        }
        connection.pipeline().write("{" + name.length() + "}\r\n");
        Optional<TaggedReply> early = awaitGoAhead(command);
        if (early.isEmpty()) {
            out().write(name.getBytes(StandardCharsets.ISO_8859_1));
        }
        return early;
    }

    private BufferedOutputStream out() {
        return connection.channel().out();
    }

    private Optional<TaggedReply> awaitGoAhead(Submitted command) throws IOException {
        command.expectGoAhead();
        connection.pipeline().await(() -> command.isDone() || command.isAllowed(), command);
        if (command.takeGoAhead()) {
            return Optional.empty();
        }
        TaggedReply early = command.await();
        if (early.isOk()) {
            throw new ProtocolViolation("the server said " + early.words() + " before it had the message");
        }
        return Optional.of(early);
    }

    /** Ends the command; the server's reply is on its way. Only after a message was added. */
    public Submitted finish() {
        Submitted command = submitted;
        if (command == null) {
            throw new IllegalStateException("nothing was added");
        }
        try {
            connection.pipeline().write("\r\n");
            finished = true;
            return command;
        } catch (IOException e) {
            throw connection.failed(e);
        }
    }
}
