package org.stagepost.imap.wire;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.stagepost.imap.wire.TaggedReply.Status;

/** Reads responses and gives each to whom it belongs: by tag, or untagged to the command that is running. */
final class ResponseReader {
    private final ResponseTokenizer in;
    private final int untaggedLimit;

    ResponseReader(ResponseTokenizer in, WireLimits limits) {
        this.in = in;
        this.untaggedLimit = limits.untagged();
    }

    /** The first line of a connection (RFC 9051 §7.1). */
    TaggedReply greeting() throws IOException {
        in.beginLine();
        in.expect('*');
        in.expect(' ');
        String word = in.atom();
        Status status = ConditionReader.statusOf(word)
                .orElseThrow(() -> new ProtocolViolation("a greeting expected, '" + shortened(word) + "' found"));
        TaggedReply greeting = ConditionReader.read(status, in);
        in.endLine();
        if (status == Status.BYE) {
            throw new ServerLeft(greeting);
        }
        return greeting;
    }

    /** Reads to the reply with this tag. */
    TaggedReply reply(String tag, UntaggedReplies untagged) throws IOException {
        return replyOrContinuation(tag, untagged)
                .orElseThrow(() -> new ProtocolViolation("a continuation request that nobody asked for"));
    }

    /** Reads to the reply with this tag, or to a continuation request: then empty (RFC 9051 §7.6). */
    Optional<TaggedReply> replyOrContinuation(String tag, UntaggedReplies untagged) throws IOException {
        for (int count = 0; count <= untaggedLimit; count++) {
            in.beginLine();
            if (in.accept('+')) {
                in.text();
                in.endLine();
                return Optional.empty();
            }
            if (!in.accept('*')) {
                return Optional.of(tagged(tag));
            }
            in.expect(' ');
            untagged(untagged);
            in.endLine();
        }
        throw new ProtocolViolation("more than " + untaggedLimit + " responses to one command");
    }

    private TaggedReply tagged(String tag) throws IOException {
        String found = in.atom();
        if (!found.equals(tag)) {
            throw new ProtocolViolation("tag " + tag + " expected, '" + shortened(found) + "' found");
        }
        in.expect(' ');
        String word = in.atom();
        Status status = ConditionReader.statusOf(word)
                .filter(some -> some != Status.BYE && some != Status.PREAUTH)
                .orElseThrow(() -> new ProtocolViolation("OK, NO or BAD expected, '" + shortened(word) + "' found"));
        TaggedReply reply = ConditionReader.read(status, in);
        in.endLine();
        return reply;
    }

    private void untagged(UntaggedReplies untagged) throws IOException {
        String word = in.atom();
        Optional<Status> status = ConditionReader.statusOf(word);
        if (status.isPresent()) {
            TaggedReply condition = ConditionReader.read(status.get(), in);
            if (condition.status() == Status.BYE) {
                throw new ServerLeft(condition);
            }
            untagged.condition(condition);
            return;
        }
        long number = 0;
        if (Character.isDigit(word.charAt(0))) {
            number = ResponseTokenizer.toNumber(word);
            in.expect(' ');
            word = in.atom();
        }
        in.accept(' ');
        untagged.response(word.toUpperCase(Locale.ROOT), number, in);
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(40, text.length())).replaceAll("[^ -~]", "?");
    }
}
