package org.stagepost.imap;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.stagepost.imap.ImapSession.Opening;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.FetchItems;
import org.stagepost.imap.wire.FetchReplies;
import org.stagepost.imap.wire.FolderState;
import org.stagepost.imap.wire.Refusals.Moment;
import org.stagepost.imap.wire.TaggedReply;
import org.stagepost.imap.wire.UidSet;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.FolderChanges;
import org.stagepost.mailbox.FolderListing;
import org.stagepost.mailbox.FolderStatus;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSink;
import org.stagepost.mailbox.Pending;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** A mailbox behind an IMAP server, read with EXAMINE and BODY.PEEK only. */
final class ImapSourceMailbox implements SourceMailbox {
    private static final String ALL = "1:*";
    private static final int LISTING_ATTEMPTS = 3;

    private final ImapSession session;
    private final FolderTree tree;

    ImapSourceMailbox(ImapSession session, FolderTree tree) {
        this.session = session;
        this.tree = tree;
    }

    @Override
    public List<Folder> folders() {
        return tree.folders();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Pending<FolderChanges> changes(FolderPath folder, FolderStatus since) {
        throw new IllegalStateException("not offered");
    }

    @Override
    public Pending<FolderListing> list(FolderPath folder) {
        return Pending.of(listing(folder));
    }

    private FolderListing listing(FolderPath folder) {
        for (int attempt = 1; ; attempt++) {
            session.unpin(folder);
            FolderState state = session.reopen(folder, Opening.TO_READ);
            SummaryReplies replies = new SummaryReplies();
            if (state.messages() > 0) {
                fetch(folder, Command.uidFetch(ALL, FetchItems.SUMMARY), replies);
            }
            if (replies.summaries().size() >= state.messages() - replies.expunged()) {
                return new FolderListing(FolderStatuses.of(state), replies.summaries());
            }
            // another session may have deleted some; a server that keeps swallowing lines must not hide mail
            session.require(
                    attempt < LISTING_ATTEMPTS,
                    "folder " + folder + " has " + state.messages() + " messages, but only "
                            + replies.summaries().size() + " were listed");
        }
    }

    @Override
    public Pending<Integer> read(FolderPath folder, List<ItemKey> keys, ItemSink sink) {
        session.open(folder, Opening.TO_READ);
        MessageReplies replies = new MessageReplies(ImapKeys.uids(keys), sink);
        boolean refused = false;
        for (String set : UidSet.format(ImapKeys.uids(keys))) {
            TaggedReply reply = session.run(Command.uidFetch(set, FetchItems.MESSAGE), replies);
            refused |= !reply.isOk();
            judge(folder, reply);
        }
        replies.rethrow();
        if (refused) {
            for (long uid : replies.waiting()) {
                readAlone(folder, uid, replies);
            }
        }
        unmentioned(folder, replies);
        for (Map.Entry<Long, String> entry : List.copyOf(replies.incomplete().entrySet())) {
            replies.giveUp(entry.getKey(), entry.getValue());
        }
        replies.rethrow();
        return Pending.of(keys.size() - replies.waiting().size());
    }

    /** After a NO for a whole set: which message was meant? */
    private void readAlone(FolderPath folder, long uid, MessageReplies replies) {
        TaggedReply reply = session.run(Command.uidFetch(Long.toString(uid), FetchItems.MESSAGE), replies);
        judge(folder, reply);
        replies.rethrow();
        if (reply.isOk() || !replies.waiting().contains(uid)) {
            return;
        }
        if (reply.code().is("EXPUNGEISSUED")) {
            replies.gone(uid);
        } else {
            replies.giveUp(uid, reply.words());
        }
    }

    /** Not sent and no reason given: deleted by another session, or kept back by the server? */
    private void unmentioned(FolderPath folder, MessageReplies replies) {
        UidReplies there = new UidReplies();
        for (String set : UidSet.format(replies.unmentioned())) {
            fetch(folder, Command.uidFetch(set, FetchItems.UID), there);
        }
        for (long uid : replies.unmentioned()) {
            if (there.uids().contains(uid)) {
                replies.giveUp(uid, "the server lists it, but did not send it");
            }
        }
    }

    /** A NO that concerns more than single messages. */
    private void judge(FolderPath folder, TaggedReply reply) {
        if (reply.isOk()) {
            return;
        }
        MigrationException refused = session.refused(Moment.FETCH, "folder " + folder, reply);
        if (refused.code() != FailureCode.ITEM_UNREADABLE) {
            throw refused;
        }
    }

    @Override
    public Pending<List<ItemFingerprint>> fingerprints(FolderPath folder, List<ItemKey> keys) {
        session.open(folder, Opening.TO_READ);
        List<Long> uids = ImapKeys.uids(keys);
        TreeSet<Long> wanted = new TreeSet<>(uids);
        FingerprintReplies replies = new FingerprintReplies(wanted::contains);
        for (String set : UidSet.format(uids)) {
            fetch(folder, Command.uidFetch(set, FetchItems.FINGERPRINT), replies);
        }
        return Pending.of(replies.fingerprints());
    }

    private void fetch(FolderPath folder, Command command, FetchReplies replies) {
        TaggedReply reply = session.run(command, replies);
        if (!reply.isOk() && !reply.code().is("EXPUNGEISSUED")) {
            MigrationException refused = session.refused(Moment.FETCH, "folder " + folder, reply);
            throw refused.code() == FailureCode.ITEM_UNREADABLE ? session.refused(folder, reply) : refused;
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
