package org.stagepost.proof;

import java.util.HexFormat;

/** A SHA-256 in 32 bytes: one is kept of every item of a folder. */
record Hash256(long a, long b, long c, long d) {
    private static final int DIGITS = 16;

    static Hash256 of(String hex) {
        return new Hash256(part(hex, 0), part(hex, 1), part(hex, 2), part(hex, 3));
    }

    private static long part(String hex, int number) {
        return HexFormat.fromHexDigitsToLong(hex, number * DIGITS, (number + 1) * DIGITS);
    }

    String hex() {
        HexFormat format = HexFormat.of();
        return format.toHexDigits(a) + format.toHexDigits(b) + format.toHexDigits(c) + format.toHexDigits(d);
    }
}
