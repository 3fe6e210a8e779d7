package org.stagepost.imap;

import java.util.Set;
import java.util.TreeSet;
import org.stagepost.imap.wire.FetchReplies;
import org.stagepost.imap.wire.FetchReply;

/** Collects the UIDs of messages that exist. */
final class UidReplies extends FetchReplies {
    private final Set<Long> uids = new TreeSet<>();

    @Override
    protected void reply(FetchReply reply) {
        uids.add(reply.uid());
    }

    Set<Long> uids() {
        return uids;
    }
}
