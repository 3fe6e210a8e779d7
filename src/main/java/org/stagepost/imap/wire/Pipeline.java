package org.stagepost.imap.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.imap.wire.TaggedReply.Status;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * The commands under way on one connection, in the order in which they were submitted (RFC 9051 §5.5).
 * Data belongs to the oldest; ends are matched by tag, because servers work on several at a time. Little is sent ahead:
 * a server that cannot write its answers does not read, and both sides would wait for each other.
 */
final class Pipeline implements ResponseReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    /** Far below what the two kernels hold for a server that does not read. */
    private static final int BYTES_AHEAD = 16 * 1024;

    private final Endpoint endpoint;
    private final WireLimits limits;
    private final WireChannel channel;
    private final Deque<Submitted> unsent = new ArrayDeque<>();
    private final Deque<Submitted> outstanding = new ArrayDeque<>();
    private @Nullable Submitted compression;
    private boolean compressesAlone;
    private int lastTag;
    private boolean open = true;

    Pipeline(Endpoint endpoint, WireLimits limits, WireChannel channel) {
        this.endpoint = endpoint;
        this.limits = limits;
        this.channel = channel;
    }

    boolean isOpen() {
        return open;
    }

    /** True when every answer was taken. */
    boolean isIdle() {
        return outstanding.isEmpty() && unsent.isEmpty();
    }

    Submitted submit(Command command, UntaggedReplies replies, @Nullable Submitted selection) {
        Submitted next = enqueue(command, replies, selection);
        send();
        return next;
    }

    private Submitted enqueue(Command command, UntaggedReplies replies, @Nullable Submitted selection) {
        Submitted next = create(command, replies, selection);
        next.tolerateBad(command.toleratesBad());
        command.segments().forEach(next::willSend);
        unsent.add(next);
        return next;
    }

    private void send() {
        try {
            sendAhead();
        } catch (IOException e) {
            throw fail(e);
        }
    }

    /** A command whose pieces the caller writes himself: everything before it is sent, and it is on its way. */
    Submitted begin(String shown) throws IOException {
        while (!unsent.isEmpty() || isAgreeing()) {
            takeIn();
        }
        Submitted next = create(shown, UntaggedReplies.ignored(), null);
        outstanding(next);
        return next;
    }

    private Submitted create(Object shown, UntaggedReplies replies, @Nullable Submitted selection) {
        if (!open) {
            throw fail(new IOException("the connection is closed"));
        }
        Submitted next = new Submitted(this, "s" + ++lastTag, shown, replies, selection);
        LOG.trace("{} > {} {}", endpoint.name(), next.tag(), shown);
        return next;
    }

    private void outstanding(Submitted next) {
        outstanding.add(next);
        if (outstanding.size() == 1) {
            channel.allow(limits.reply());
        }
    }

    /** Asks for compression, however often this is called. What is submitted behind it waits for the answer. */
    Submitted compress() {
        Submitted asked = compression;
        if (asked == null) {
            asked = enqueue(Command.compress(), UntaggedReplies.ignored(), null);
            compression = asked;
            send();
        }
        return asked;
    }

    /**
     * The same, but it is sent when all before it is answered: servers that work on several commands at a time might
     * begin to compress in the middle of a message.
     */
    void compressAlone() {
        if (compression == null) {
            compressesAlone = true;
            compress();
        }
    }

    private boolean mustWait(Submitted next) {
        return next == compression && compressesAlone && !outstanding.isEmpty();
    }

    /** True while nobody knows whether what is sent next must be compressed (RFC 4978 §3). */
    private boolean isAgreeing() {
        return compression != null && compression.isBegun() && !compression.isDone();
    }

    private void sendAhead() throws IOException {
        while (!unsent.isEmpty() && !isAgreeing()) {
            Submitted next = unsent.element();
            if (!next.isBegun()) {
                int ahead = outstanding.stream().mapToInt(Submitted::bytes).sum();
                if (mustWait(next) || (ahead > 0 && ahead + next.bytes() > BYTES_AHEAD)) {
                    return;
                }
                outstanding(next);
                write(next.tag() + " ");
            } else if (!next.takeGoAhead()) {
                return;
            }
            channel.out().write(next.nextSegment());
            if (next.isSent()) {
                unsent.remove();
            }
        }
    }

    void write(String ascii) throws IOException {
        channel.out().write(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Takes in what the server says until the condition holds. */
    void await(BooleanSupplier enough, Submitted asked) {
        try {
            while (!enough.getAsBoolean()) {
                takeIn();
            }
        } catch (IOException e) {
            MigrationException failure = fail(e);
            if (!asked.isDone()) {
                throw failure;
            }
        } catch (RuntimeException e) {
            cut();
            throw e;
        }
    }

    /** Takes in what has arrived, so that the server is never kept from reading by answers that nobody takes. */
    void takeInArrived() throws IOException {
        while (!outstanding.isEmpty() && channel.hasArrived()) {
            takeIn();
        }
    }

    /** One response; sends what may be sent then. */
    private void takeIn() throws IOException {
        if (outstanding.isEmpty()) {
            throw new IOException("nothing was asked");
        }
        sendAhead();
        new ResponseReader(channel.in()).read(this);
        sendAhead();
    }

    /** It is for the newest command, behind which nothing was sent. */
    @Override
    public void goAhead(String text) throws ProtocolViolation {
        outstanding.getLast().allow(text);
    }

    @Override
    public void untagged(String name, long number, ResponseTokenizer in) throws IOException {
        UntaggedReplies receiver = receiver(name);
        if (name.equals("FETCH") && receiver instanceof FetchReplies) {
            try (FetchReader reader = new FetchReader(in, fetching())) {
                reader.read();
            }
        } else {
            receiver.response(name, number, in);
        }
    }

    @Override
    public void condition(TaggedReply condition) throws IOException {
        if (condition.status() == Status.BYE) {
            throw new ServerLeft(condition);
        }
        receiver(condition.code().name()).condition(condition);
    }

    private UntaggedReplies receiver(String name) throws ProtocolViolation {
        Submitted oldest = outstanding.element();
        if (oldest.countUntagged() > limits.untagged()) {
            throw new ProtocolViolation("more than " + limits.untagged() + " responses to one command");
        }
        for (Submitted some : outstanding) {
            if (some.replies().takes(name)) {
                return some.replies();
            }
            if (some.replies() instanceof FolderReplies && FetchReplies.TAKEN.contains(name)) {
                break; // of messages in the folder before, and nobody asked for them
            }
        }
        return oldest.replies();
    }

    /** Those whose messages may come now: behind a folder's selection nothing comes before that is done. */
    private List<FetchReplies> fetching() {
        List<FetchReplies> receivers = new ArrayList<>();
        for (Submitted some : outstanding) {
            if (some.replies() instanceof FolderReplies) {
                break;
            }
            if (some.replies() instanceof FetchReplies receiver) {
                receivers.add(receiver);
            }
        }
        return receivers;
    }

    @Override
    public void require(String tag) throws ProtocolViolation {
        find(tag);
    }

    private Submitted find(String tag) throws ProtocolViolation {
        return outstanding.stream()
                .filter(some -> some.tag().equals(tag))
                .findFirst()
                .orElseThrow(() -> new ProtocolViolation("tag "
                        + outstanding.element().tag() + " expected, '" + ResponseReader.shortened(tag) + "' found"));
    }

    /** BAD ends the connection; everything else is the caller's to judge. */
    @Override
    public void tagged(String tag, TaggedReply reply) throws IOException {
        Submitted ended = find(tag);
        LOG.trace(
                "{} < {} {} {}",
                endpoint.name(),
                tag,
                reply.status(),
                reply.code().name());
        if (reply.status() == Status.BAD && !ended.toleratesBad()) {
            throw new NotUnderstood(ended, reply);
        }
        outstanding.remove(ended);
        unsent.remove(ended);
        if (ended.expectsGoAhead()) {
            channel.refused();
        }
        if (ended == compression && reply.isOk()) {
            channel.compress();
        }
        ended.done(reply);
        channel.allow(limits.reply());
    }

    /** Closes the connection, says what the failure means, and says it to everybody who still waits. */
    MigrationException fail(IOException failure) {
        MigrationException meaning = WireFailure.of(endpoint, channel.isDeaf() ? lastWords(failure) : failure);
        end(meaning);
        return meaning;
    }

    /** What the server said before it stopped listening explains more than "broken pipe". */
    private IOException lastWords(IOException failure) {
        Submitted newest = outstanding.peekLast();
        try {
            channel.allow(Duration.ofSeconds(1));
            while (newest != null && !newest.isDone()) {
                new ResponseReader(channel.in()).read(this);
            }
        } catch (ServerLeft | NotUnderstood e) {
            return e;
        } catch (IOException e) {
            return failure;
        }
        return newest == null || newest.ended().isOk() ? failure : new ServerLeft(newest.ended());
    }

    void cut() {
        end(new MigrationException(
                FailureCode.ENDPOINT_UNREACHABLE, endpoint.address() + ": connection failed: it was given up"));
    }

    private void end(MigrationException meaning) {
        open = false;
        channel.cut();
        outstanding.forEach(some -> some.failed(meaning));
        unsent.forEach(some -> some.failed(meaning));
        outstanding.clear();
        unsent.clear();
    }
}
