package org.stagepost.imap;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.stagepost.imap.wire.FetchReplies;
import org.stagepost.imap.wire.FetchReply;
import org.stagepost.mailbox.HeaderHash;
import org.stagepost.mailbox.ItemFingerprint;

/** Collects fingerprints in the order of the UIDs; of each header only the hash is kept. */
final class FingerprintReplies extends FetchReplies {
    private final Map<Long, ItemFingerprint> fingerprints = new TreeMap<>();
    private final LongPredicate wanted;

    FingerprintReplies(LongPredicate wanted) {
        this.wanted = wanted;
    }

    @Override
    protected boolean wants(long uid) {
        return wanted.test(uid);
    }

    @Override
    protected void reply(FetchReply reply) {
        if (!wanted.test(reply.uid()) || reply.size() < 0) {
            return;
        }
        reply.receivedDate().ifPresent(date -> reply.header()
                .ifPresent(header -> fingerprints.put(
                        reply.uid(),
                        new ItemFingerprint(ImapKeys.key(reply.uid()), reply.size(), date, HeaderHash.of(header)))));
    }

    List<ItemFingerprint> fingerprints() {
        return List.copyOf(fingerprints.values());
    }
}
