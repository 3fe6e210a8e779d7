package org.stagepost.imap;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.imap.ImapSession.Opening;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.FetchItems;
import org.stagepost.imap.wire.FolderState;
import org.stagepost.imap.wire.ImapCapability;
import org.stagepost.imap.wire.Refusals.Moment;
import org.stagepost.imap.wire.TaggedReply;
import org.stagepost.imap.wire.UidSet;
import org.stagepost.imap.wire.UntaggedReplies;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSink;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MarksChange;
import org.stagepost.mailbox.Pending;
import org.stagepost.mailbox.SliceWriter;
import org.stagepost.mailbox.TargetFolder;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Reach;
import org.stagepost.model.SpecialUse;

/** A mailbox behind an IMAP server, for writing. */
final class ImapTargetMailbox implements TargetMailbox {
    private static final Logger LOG = LoggerFactory.getLogger(ImapTargetMailbox.class);

    private final ImapSession session;
    private final FolderTree tree;
    private final FolderCreation creation;
    private final Set<Capability> capabilities;

    /** @param inbox as SELECT showed it: what keywords it keeps, other folders will */
    ImapTargetMailbox(ImapSession session, FolderTree tree, FolderState inbox) {
        this.session = session;
        this.tree = tree;
        this.creation = new FolderCreation(session);
        this.capabilities = capabilities(inbox);
    }

    private Set<Capability> capabilities(FolderState inbox) {
        Set<Capability> found = EnumSet.noneOf(Capability.class);
        if (session.capabilities().has(ImapCapability.UIDPLUS)) {
            found.add(Capability.KEYS_ON_APPEND);
            found.add(Capability.REMOVAL);
        }
        if (session.capabilities().has(ImapCapability.MULTIAPPEND)) {
            found.add(Capability.ATOMIC_SLICES);
        }
        if (inbox.keepsAnyKeyword()) {
            found.add(Capability.KEYWORDS);
        }
        return Set.copyOf(found);
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public List<Folder> folders() {
        return tree.folders();
    }

    @Override
    public Pending<FolderPath> create(FolderPath folder, Set<SpecialUse> specialUses) {
        return Pending.of(creation.create(folder, specialUses));
    }

    @Override
    public Pending<Boolean> subscribe(FolderPath folder) {
        TaggedReply reply = session.run(Command.subscribe(session.wire(folder)), UntaggedReplies.ignored());
        if (!reply.isOk()) {
            MigrationException refused = session.refused(Moment.OPEN, "subscription of folder " + folder, reply);
            if (refused.code().reach().compareTo(Reach.FOLDER) > 0) {
                throw refused;
            }
            LOG.debug("{}", refused.detail());
        }
        return Pending.of(reply.isOk());
    }

    @Override
    public Pending<TargetFolder> open(FolderPath folder) {
        FolderState state = session.reopen(folder, Opening.TO_WRITE);
        return Pending.of(new TargetFolder(FolderStatuses.of(state), state::permitted));
    }

    @Override
    public Pending<FolderMark> mark(FolderPath folder) {
        FolderState state = session.status(folder);
        session.unpin(folder);
        session.check(folder, state.uidValidity());
        return Pending.of(new FolderMark(Long.toString(state.uidValidity()), Long.toString(state.uidNext())));
    }

    @Override
    public Pending<List<ItemFingerprint>> since(FolderPath folder, FolderMark mark) {
        FolderState state = session.reopen(folder, Opening.TO_WRITE);
        if (!mark.identity().equals(Long.toString(state.uidValidity()))) {
            throw new MigrationException(
                    FailureCode.FOLDER_REBUILT, "folder " + folder + " was rebuilt since " + mark.position());
        }
        if (state.messages() == 0) {
            return Pending.of(List.of());
        }
        long first = mark.position().isEmpty() ? 1 : Long.parseLong(mark.position());
        // RFC 9051 §9: beyond the last message n:* means the last one
        FingerprintReplies replies = new FingerprintReplies(uid -> uid >= first);
        TaggedReply reply = session.run(Command.uidFetch(first + ":*", FetchItems.FINGERPRINT), replies);
        if (!reply.isOk() && !reply.code().is("EXPUNGEISSUED")) {
            throw session.refused(folder, reply);
        }
        return Pending.of(replies.fingerprints());
    }

    @Override
    public Pending<List<ItemFingerprint>> fingerprints(FolderPath folder, List<ItemKey> keys) {
        session.open(folder, Opening.TO_WRITE);
        Set<Long> wanted = new TreeSet<>(ImapKeys.uids(keys));
        FingerprintReplies replies = new FingerprintReplies(wanted::contains);
        for (String set : UidSet.format(ImapKeys.uids(keys))) {
            session.run(Command.uidFetch(set, FetchItems.FINGERPRINT), replies);
        }
        return Pending.of(replies.fingerprints());
    }

    @Override
    public Pending<Integer> read(FolderPath folder, List<ItemKey> keys, ItemSink sink) {
        session.open(folder, Opening.TO_WRITE);
        MessageReplies replies = new MessageReplies(ImapKeys.uids(keys), sink);
        for (String set : UidSet.format(ImapKeys.uids(keys))) {
            session.run(Command.uidFetch(set, FetchItems.MESSAGE), replies);
        }
        replies.rethrow();
        return Pending.of(keys.size() - replies.waiting().size());
    }

    @Override
    public SliceWriter write(FolderPath folder) {
        return session.capabilities().has(ImapCapability.MULTIAPPEND)
                ? new MultiAppendWriter(new Appending(session, folder))
                : new SingleAppendWriter(new Appending(session, folder));
    }

    @Override
    public Pending<Boolean> changeMarks(FolderPath folder, List<ItemKey> keys, MarksChange change) {
        session.open(folder, Opening.TO_WRITE);
        boolean taken = true;
        for (String set : UidSet.format(ImapKeys.uids(keys))) {
            taken &= stored(folder, Command.uidStore(set, '+', change.added()));
            taken &= stored(folder, Command.uidStore(set, '-', change.removed()));
        }
        return Pending.of(taken);
    }

    private boolean stored(FolderPath folder, Command command) {
        TaggedReply reply = session.run(command, UntaggedReplies.ignored());
        if (reply.isOk() || reply.code().is("EXPUNGEISSUED")) {
            return true;
        }
        MigrationException refused = session.refused(Moment.STORE, "marks in folder " + folder, reply);
        if (refused.code().reach() != Reach.ITEM) {
            throw refused;
        }
        return false;
    }

    /** Not with EXPUNGE: that would take what others have marked \\Deleted, too. */
    @Override
    public Pending<Boolean> remove(FolderPath folder, List<ItemKey> keys) {
        session.open(folder, Opening.TO_WRITE);
        boolean removed = true;
        Marks deleted = new Marks(Set.of(Marks.Flag.DELETED), Set.of());
        for (String set : UidSet.format(ImapKeys.uids(keys))) {
            removed &= stored(folder, Command.uidStore(set, '+', deleted));
            removed &= stored(folder, Command.uidExpunge(set));
        }
        return Pending.of(removed);
    }

    @Override
    public void close() {
        session.close();
    }
}
