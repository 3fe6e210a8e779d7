package org.stagepost.imap;

import java.util.List;
import org.stagepost.mailbox.ItemKey;

/** Item keys are UIDs in decimal (RFC 9051 §2.3.1.1). */
final class ImapKeys {
    private ImapKeys() {}

    static ItemKey key(long uid) {
        return new ItemKey(Long.toString(uid));
    }

    static long uid(ItemKey key) {
        return Long.parseLong(key.value());
    }

    static List<Long> uids(List<ItemKey> keys) {
        return keys.stream().map(ImapKeys::uid).toList();
    }
}
