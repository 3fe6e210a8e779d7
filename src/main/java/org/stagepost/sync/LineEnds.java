package org.stagepost.sync;

/**
 * Looks for what is not canonical: a CR or an LF alone, and NUL. Every byte of every message comes by here, and nearly
 * all of them are letters: eight at a time are seen to be none of these. No vector and no {@code VarHandle}: those are
 * faster when compiled, but ten times slower before, while a small mailbox is copied already.
 */
final class LineEnds {
    private static final int STRIDE = 8;
    private static final int LETTERS = '\r' + 1;

    private LineEnds() {}

    /**
     * Where the first NUL, CR or LF stands that is not part of a CRLF, or {@code end}. A CR that is the last byte counts
     * as one alone.
     */
    static int firstOdd(byte[] bytes, int begin, int end) {
        int i = begin;
        while (i < end) {
            i = pastLetters(bytes, i, end);
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

    /** Where the first byte stands that may be one of them, or {@code end}. */
    private static int pastLetters(byte[] bytes, int begin, int end) {
        int i = begin;
        // a difference is negative for control characters, and for bytes above 0x7F, which are looked at one by one
        while (i + STRIDE <= end
                && ((bytes[i] - LETTERS)
                                | (bytes[i + 1] - LETTERS)
                                | (bytes[i + 2] - LETTERS)
                                | (bytes[i + 3] - LETTERS)
                                | (bytes[i + 4] - LETTERS)
                                | (bytes[i + 5] - LETTERS)
                                | (bytes[i + 6] - LETTERS)
                                | (bytes[i + 7] - LETTERS))
                        >= 0) {
            i += STRIDE;
        }
        while (i < end && (bytes[i] >= LETTERS || bytes[i] < 0)) {
            i++;
        }
        return i;
    }
}
