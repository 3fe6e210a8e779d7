package org.stagepost.imap.wire;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.stagepost.imap.wire.TaggedReply.Status;

/** Reads responses and gives each to whom it belongs: by tag, or as its receiver knows. */
final class ResponseReader {
    private final ResponseTokenizer in;

    ResponseReader(ResponseTokenizer in) {
        this.in = in;
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

    /** Reads one response and gives it to whom it belongs. */
    void read(ResponseReceiver receiver) throws IOException {
        in.beginLine();
        if (in.accept('+')) {
            in.accept(' ');
            String text = in.text();
            in.endLine();
            receiver.goAhead(text);
        } else if (in.accept('*')) {
            in.expect(' ');
            untagged(receiver);
            in.endLine();
        } else {
            tagged(receiver);
        }
    }

    private void tagged(ResponseReceiver receiver) throws IOException {
        String tag = in.atom();
        receiver.require(tag);
        in.expect(' ');
        String word = in.atom();
        Status status = ConditionReader.statusOf(word)
                .filter(some -> some != Status.BYE && some != Status.PREAUTH)
                .orElseThrow(() -> new ProtocolViolation("OK, NO or BAD expected, '" + shortened(word) + "' found"));
        TaggedReply reply = ConditionReader.read(status, in);
        in.endLine();
        in.endReply();
        receiver.tagged(tag, reply);
    }

    private void untagged(ResponseReceiver receiver) throws IOException {
        String word = in.atom();
        if (Character.isDigit(word.charAt(0))) {
            long number = ResponseTokenizer.toNumber(word);
            in.expect(' ');
            data(in.atom(), number, receiver);
            return;
        }
        Optional<Status> status = ConditionReader.statusOf(word);
        if (status.isPresent()) {
            receiver.condition(ConditionReader.read(status.get(), in));
        } else {
            data(word, 0, receiver);
        }
    }

    private void data(String name, long number, ResponseReceiver receiver) throws IOException {
        in.accept(' ');
        receiver.untagged(name.toUpperCase(Locale.ROOT), number, in);
    }

    static String shortened(String text) {
        String printable = text.replaceAll("[^ -~]", "?");
        return printable.length() <= 40 ? printable : printable.substring(0, 40) + LoginMask.CUT;
    }
}
