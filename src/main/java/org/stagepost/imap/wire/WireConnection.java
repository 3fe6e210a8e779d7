package org.stagepost.imap.wire;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.imap.wire.TaggedReply.Status;
import org.stagepost.model.MigrationException;

/**
 * One connection to an IMAP server. Not thread-safe.
 * Any failure but a NO closes it; after a BAD it is never used again, because the server may take the rest of what was
 * sent for commands.
 */
public final class WireConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WireConnection.class);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Endpoint endpoint;
    private final WireLimits limits;
    private final WireChannel channel;
    private final Set<String> proven = new HashSet<>();
    private Capabilities capabilities = Capabilities.NONE;
    private int lastTag;
    private boolean open = true;

    WireConnection(Endpoint endpoint, WireLimits limits, WireChannel channel) {
        this.endpoint = endpoint;
        this.limits = limits;
        this.channel = channel;
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public Capabilities capabilities() {
        return capabilities;
    }

    public boolean isOpen() {
        return open;
    }

    WireChannel channel() {
        return channel;
    }

    /** Folders and keywords that this server has accepted on this connection; see {@link AppendCommand}. */
    Set<String> proven() {
        return proven;
    }

    /**
     * Sends a command and reads to its end.
     *
     * @return OK or NO
     * @throws MigrationException ENDPOINT_UNREACHABLE, ENDPOINT_THROTTLED, MAILBOX_BUSY (BYE), PROTOCOL_VIOLATED (BAD
     *     included)
     */
    public TaggedReply run(Command command, UntaggedReplies untagged) {
        try {
            String tag = begin(command);
            Optional<TaggedReply> early = send(tag, command, untagged);
            return completed(command, early.isPresent() ? early.get() : awaitReply(tag, untagged));
        } catch (IOException e) {
            throw failed(e);
        } catch (RuntimeException e) {
            cut();
            throw e;
        }
    }

    String begin(Object command) throws IOException {
        if (!open) {
            throw new IOException("the connection is closed");
        }
        channel.allow(limits.reply());
        String tag = "s" + ++lastTag;
        LOG.trace("{} > {} {}", endpoint.name(), tag, command);
        return tag;
    }

    /** Each segment but the last waits for the server's go-ahead. */
    private Optional<TaggedReply> send(String tag, Command command, UntaggedReplies untagged) throws IOException {
        BufferedOutputStream out = channel.out();
        write(out, tag + " ");
        List<byte[]> segments = command.segments();
        for (int i = 0; i < segments.size(); i++) {
            try {
                out.write(segments.get(i));
                out.flush();
            } catch (IOException e) {
                throw lastWords(e);
            }
            boolean last = i == segments.size() - 1;
            Optional<TaggedReply> early = last ? Optional.empty() : awaitGoAhead(tag, untagged);
            if (early.isPresent()) {
                return early;
            }
        }
        return Optional.empty();
    }

    TaggedReply awaitReply(String tag, UntaggedReplies untagged) throws IOException {
        return reader().reply(tag, untagged);
    }

    Optional<TaggedReply> awaitGoAhead(String tag, UntaggedReplies untagged) throws IOException {
        return reader().replyOrContinuation(tag, untagged);
    }

    /** BAD ends the connection; everything else is the caller's to judge. */
    TaggedReply completed(Object command, TaggedReply reply) throws IOException {
        LOG.trace("{} < {} {}", endpoint.name(), reply.status(), reply.code().name());
        if (reply.status() == Status.BAD) {
            throw new NotUnderstood(command, reply);
        }
        if (reply.code().is("CAPABILITY")) {
            capabilities = Capabilities.parse(reply.code().argument());
        }
        return reply;
    }

    /** What the server said before it stopped listening explains more than "broken pipe". */
    IOException lastWords(IOException failure) {
        try {
            channel.allow(Duration.ofSeconds(1));
            TaggedReply reply = awaitReply("s" + lastTag, UntaggedReplies.ignored());
            return reply.isOk() ? failure : new ServerLeft(reply);
        } catch (ServerLeft e) {
            return e;
        } catch (IOException e) {
            return failure;
        }
    }

    /** Closes the connection and says what the failure means. */
    MigrationException failed(IOException failure) {
        cut();
        return WireFailure.of(endpoint, failure);
    }

    /** The server's first line, of whatever status. */
    TaggedReply greeting() {
        try {
            TaggedReply greeting = reader().greeting();
            completed("(greeting)", greeting);
            return greeting;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private ResponseReader reader() {
        return new ResponseReader(channel.in(), limits);
    }

    /** Asks again: they change with STARTTLS and with login (RFC 9051 §6.1.1). */
    void askCapabilities() {
        CapabilityReplies replies = new CapabilityReplies();
        run(Command.capability(), replies);
        capabilities = replies.capabilities();
    }

    boolean knowsCapabilities() {
        return !capabilities.toString().isEmpty();
    }

    /** Ends the connection at once. */
    public void cut() {
        open = false;
        channel.cut();
    }

    /** Says LOGOUT, as far as that is quickly done. */
    @Override
    public void close() {
        if (!open) {
            return;
        }
        try {
            String tag = begin("LOGOUT");
            channel.allow(FAREWELL);
            write(channel.out(), tag + " LOGOUT\r\n");
            channel.out().flush();
            awaitReply(tag, UntaggedReplies.ignored());
        } catch (IOException e) {
            LOG.trace("{} < {}", endpoint.name(), String.valueOf(e.getMessage()));
        } finally {
            cut();
        }
    }

    static void write(BufferedOutputStream out, String ascii) throws IOException {
        out.write(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }
}
