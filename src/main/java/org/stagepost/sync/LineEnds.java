package org.stagepost.sync;

/** Looks for what is not canonical: a CR or an LF alone, and NUL. */
final class LineEnds {
    private static final int LETTERS = '\r' + 1;

    private LineEnds() {}

    /**
     * Where the first NUL, CR or LF stands that is not part of a CRLF, or {@code end}. A CR that is the last byte counts
     * as one alone.
     */
    static int firstOdd(byte[] bytes, int begin, int end) {
        int i = begin;
        while (i < end) {
            i = EightBytes.firstBelow(LETTERS, bytes, i, end);
            if (i + 1 < end && bytes[i] == '\r' && bytes[i + 1] == '\n') {
                i += 2;
            } else if (i < end && isOdd(bytes[i])) {
                return i;
            } else {
                i++;
            }
        }
        return end;
    }

    private static boolean isOdd(byte b) {
        return b == '\r' || b == '\n' || b == 0;
    }
}
