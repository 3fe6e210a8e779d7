package org.stagepost.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for what is not canonical: a CR or an LF alone, and NUL. Every byte of every message comes by here, and nearly
 * all of them are letters: eight at a time are seen to be none of these.
 */
final class LineEnds {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int STRIDE = 8;
    private static final int LETTERS = '\r' + 1;
    private static final long ONES = 0x0101010101010101L;
    private static final long SIGNS = 0x8080808080808080L;

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
        // a borrow reaches the sign of every byte below LETTERS; of bytes above 0x7F the sign was there before
        while (i + STRIDE <= end) {
            long eight = (long) EIGHT.get(bytes, i);
            if (((eight - LETTERS * ONES) & ~eight & SIGNS) != 0) {
                break;
            }
            i += STRIDE;
        }
        while (i < end && (bytes[i] >= LETTERS || bytes[i] < 0)) {
            i++;
        }
        return i;
    }
}
