package org.stagepost.imap.wire;

/** Numbers in servers' words, before they are read as such. */
final class Digits {
    private Digits() {}

    /** True for 1 to {@code most} digits, and nothing else. */
    static boolean are(String text, int most) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= most;
    }
}
