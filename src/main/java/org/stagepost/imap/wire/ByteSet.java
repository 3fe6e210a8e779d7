package org.stagepost.imap.wire;

/** A set of bytes, to look for the first of them. */
final class ByteSet {
    private final boolean[] members = new boolean[256];

    private ByteSet() {}

    /** @param bytes one character for each */
    static ByteSet of(String bytes) {
        ByteSet set = new ByteSet();
        for (int i = 0; i < bytes.length(); i++) {
            set.members[bytes.charAt(i)] = true;
        }
        return set;
    }

    boolean has(int value) {
        return members[value];
    }

    /** Where the first member stands in {@code bytes}, or {@code end}. */
    int indexIn(byte[] bytes, int begin, int end) {
        int i = begin;
        while (i < end && !members[bytes[i] & 0xFF]) {
            i++;
        }
        return i;
    }
}
