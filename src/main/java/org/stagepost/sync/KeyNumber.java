package org.stagepost.sync;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.ItemKey;

/** Reads keys that are plain numbers, which nearly all are: runs of them are stored in a few bytes. */
final class KeyNumber {
    static final long NONE = -1;

    private static final int MAX_DIGITS = 18;

    private KeyNumber() {}

    /** The number that {@link #key} turns back into exactly this key, or NONE. */
    static long of(ItemKey key) {
        return of(key.value());
    }

    /** The same for a position, where it is a plain number: then it is the key of the next item. */
    static long of(FolderMark mark) {
        return of(mark.position());
    }

    private static long of(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS || (text.length() > 1 && text.charAt(0) == '0')) {
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

    /** In the order of the numbers. */
    static List<ItemKey> ascending(Collection<ItemKey> keys) {
        return keys.stream()
                .sorted(Comparator.<ItemKey>comparingLong(KeyNumber::of).thenComparing(ItemKey::value))
                .toList();
    }

    static ItemKey key(long number) {
        return new ItemKey(Long.toString(number));
    }
}
