package org.stagepost.sync;

import org.stagepost.mailbox.ItemKey;

/** Reads keys that are plain numbers, which nearly all are: runs of them are stored in a few bytes. */
final class KeyNumber {
    static final long NONE = -1;

    private static final int MAX_DIGITS = 18;

    private KeyNumber() {}

    /** The number that {@link #key} turns back into exactly this key, or NONE. */
    static long of(ItemKey key) {
        String text = key.value();
        if (text.length() > MAX_DIGITS || (text.length() > 1 && text.charAt(0) == '0')) {
            return NONE;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return NONE;
            }
            number = number * 10 + (digit - '0');
        }
        return number;
    }

    static ItemKey key(long number) {
        return new ItemKey(Long.toString(number));
    }
}
