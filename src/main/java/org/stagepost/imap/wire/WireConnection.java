package org.stagepost.imap.wire;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.imap.wire.TaggedReply.Status;
import org.stagepost.model.MigrationException;

/**
 * One connection to an IMAP server. Not thread-safe.
 * Several commands may be under way. Any failure but a NO closes it; after a BAD it is never used again, because the
 * server may take the rest of what was sent for commands.
 */
public final class WireConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WireConnection.class);

    private final Endpoint endpoint;
    private final WireChannel channel;
    private final Pipeline pipeline;
    private final ProvenWords proven = new ProvenWords();
    private Capabilities capabilities = Capabilities.NONE;

    WireConnection(Endpoint endpoint, WireLimits limits, WireChannel channel) {
        this.endpoint = endpoint;
        this.channel = channel;
        this.pipeline = new Pipeline(endpoint, limits, channel);
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public Capabilities capabilities() {
        return capabilities;
    }

    public boolean isOpen() {
        return pipeline.isOpen();
    }

    WireChannel channel() {
        return channel;
    }

    Pipeline pipeline() {
        return pipeline;
    }

    /** What this server has accepted on this connection; see {@link AppendCommand}. */
    public ProvenWords proven() {
        return proven;
    }

    /**
     * Sends a command, and waits for nothing.
     *
     * @throws MigrationException ENDPOINT_UNREACHABLE, ENDPOINT_THROTTLED, MAILBOX_BUSY (BYE), PROTOCOL_VIOLATED
     */
    public Submitted submit(Command command, UntaggedReplies untagged) {
        return pipeline.submit(command, untagged, null);
    }

    /** @param selection the SELECT or EXAMINE that the command relies on; nothing comes of it when that is refused */
    public Submitted submit(Command command, UntaggedReplies untagged, Submitted selection) {
        return pipeline.submit(command, untagged, selection);
    }

    /**
     * Sends a command and reads to its end.
     *
     * @return OK or NO
     * @throws MigrationException ENDPOINT_UNREACHABLE, ENDPOINT_THROTTLED, MAILBOX_BUSY (BYE), PROTOCOL_VIOLATED (BAD
     *     included)
     */
    public TaggedReply run(Command command, UntaggedReplies untagged) {
        long before = System.nanoTime();
        TaggedReply reply = submit(command, untagged).await();
        channel.line().exchanged(System.nanoTime() - before);
        learn(reply);
        return reply;
    }

    /** Takes over the capabilities that a reply brings. */
    void learn(TaggedReply reply) {
        if (reply.code().is("CAPABILITY")) {
            capabilities = Capabilities.parse(reply.code().argument());
        }
    }

    /** Sends what is buffered: the server can work on it while nobody waits. */
    public void flush() {
        try {
            channel.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Closes the connection and says what the failure means. */
    MigrationException failed(IOException failure) {
        return pipeline.fail(failure);
    }

    /** The server's first line, of whatever status. */
    TaggedReply greeting() {
        try {
            TaggedReply greeting = new ResponseReader(channel.in()).greeting();
            channel.greeted();
            if (greeting.status() == Status.BAD) {
                throw new NotUnderstood("(greeting)", greeting);
            }
            learn(greeting);
            return greeting;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Asks again: they change with STARTTLS and with login (RFC 9051 §6.1.1). */
    void askCapabilities() {
        CapabilityReplies replies = new CapabilityReplies();
        run(Command.capability(), replies);
        capabilities = replies.capabilities();
    }

    /**
     * Asks once for compression, if the server offers it; only when logged in. What is submitted behind it waits for the
     * answer. A server that refuses, because TLS compresses already (COMPRESSIONACTIVE) or for another reason, is used
     * without (RFC 4978 §3).
     *
     * @return the command; empty when the server does not offer it
     */
    public Optional<Submitted> compress() {
        return capabilities.has(ImapCapability.COMPRESS_DEFLATE) ? Optional.of(pipeline.compress()) : Optional.empty();
    }

    /** The same in the middle of a session, where commands with messages may be under way. */
    public void compressAlone() {
        if (capabilities.has(ImapCapability.COMPRESS_DEFLATE)) {
            pipeline.compressAlone();
        }
    }

    public boolean isCompressed() {
        return channel.isCompressed();
    }

    boolean knowsCapabilities() {
        return !capabilities.toString().isEmpty();
    }

    /** Ends the connection at once. */
    public void cut() {
        pipeline.cut();
    }

    /** Says LOGOUT, and waits for no answer: whoever closes has heard all that mattered. */
    @Override
    public void close() {
        if (!isOpen() || !pipeline.isIdle()) {
            cut();
            return;
        }
        try {
            pipeline.submit(Command.logout(), UntaggedReplies.ignored(), null);
            channel.flush();
        } catch (IOException | MigrationException e) {
            LOG.trace("{} < {}", endpoint.name(), String.valueOf(e.getMessage()));
        } finally {
            cut();
        }
    }
}
