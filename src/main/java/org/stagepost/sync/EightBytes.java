package org.stagepost.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for rare bytes, eight at a time: every byte of every message comes by here, and nearly all are letters. */
final class EightBytes {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int STRIDE = 8;
    private static final long ONES = 0x0101010101010101L;
    private static final long SIGNS = 0x8080808080808080L;

    private EightBytes() {}

    /** Where the first byte stands that is no ASCII, or {@code end}. */
    static int firstAbove7F(byte[] bytes, int begin, int end) {
        int i = begin;
        while (i + STRIDE <= end && (at(bytes, i) & SIGNS) == 0) {
            i += STRIDE;
        }
        while (i < end && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    /** Where the first byte 0x80 stands, or {@code end}. */
    static int first80(byte[] bytes, int begin, int end) {
        int i = begin;
        // what is 0x80 becomes 0, and only 0 borrows from its sign
        while (i + STRIDE <= end) {
            long zeros = at(bytes, i) ^ SIGNS;
            if (((zeros - ONES) & ~zeros & SIGNS) != 0) {
                break;
            }
            i += STRIDE;
        }
        while (i < end && bytes[i] != (byte) 0x80) {
            i++;
        }
        return i;
    }

    /**
     * Where the first byte stands that may be below {@code limit}, or {@code end}.
     *
     * @param limit 1 to 0x80
     */
    static int firstBelow(int limit, byte[] bytes, int begin, int end) {
        int i = begin;
        // a borrow reaches the sign of every byte below the limit; of bytes above 0x7F the sign was there before
        while (i + STRIDE <= end) {
            long eight = at(bytes, i);
            if (((eight - limit * ONES) & ~eight & SIGNS) != 0) {
                break;
            }
            i += STRIDE;
        }
        while (i < end && (bytes[i] >= limit || bytes[i] < 0)) {
            i++;
        }
        return i;
    }

    private static long at(byte[] bytes, int index) {
        return (long) EIGHT.get(bytes, index);
    }
}
