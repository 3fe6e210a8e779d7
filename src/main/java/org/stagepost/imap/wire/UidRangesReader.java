package org.stagepost.imap.wire;

import java.io.IOException;

/** Reads a set of UIDs piece by piece, however long it is (RFC 9051 §9, sequence-set without {@code *}). */
final class UidRangesReader {
    private static final long LARGEST = 0xFFFF_FFFFL;

    private UidRangesReader() {}

    static void read(ResponseTokenizer in, UidRanges into) throws IOException {
        do {
            long one = uid(in);
            into.add(one, in.accept(':') ? uid(in) : one);
        } while (in.accept(','));
    }

    private static long uid(ResponseTokenizer in) throws IOException {
        long uid = 0;
        int digits = 0;
        while (in.peek() >= '0' && in.peek() <= '9') {
            uid = uid * 10 + (in.character() - '0');
            digits++;
            if (uid > LARGEST) {
                throw new ProtocolViolation("a UID of more than 32 bits");
            }
        }
        if (digits == 0) {
            throw new ProtocolViolation("a set of UIDs expected");
        }
        return uid;
    }
}
