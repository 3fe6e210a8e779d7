package org.stagepost.imap;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.SliceWriter;
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
    public FolderPath create(FolderPath folder, Set<SpecialUse> specialUses) {
        return creation.create(folder, specialUses);
    }

    @Override
    public void subscribe(FolderPath folder) {
        TaggedReply reply = session.run(Command.subscribe(session.wire(folder)), UntaggedReplies.ignored());
        if (!reply.isOk()) {
            MigrationException refused = session.refused(Moment.OPEN, "subscription of folder " + folder, reply);
            if (refused.code().reach().compareTo(Reach.FOLDER) > 0) {
                throw refused;
            }
            LOG.debug("{}", refused.detail());
        }
    }

    @Override
    public FolderMark mark(FolderPath folder) {
        FolderState state = session.status(folder);
        session.unpin(folder);
        session.check(folder, state.uidValidity());
        return new FolderMark(Long.toString(state.uidValidity()), Long.toString(state.uidNext()));
    }

    @Override
    public List<ItemFingerprint> since(FolderPath folder, FolderMark mark) {
        FolderState state = session.reopen(folder, Opening.TO_WRITE);
        if (!mark.identity().equals(Long.toString(state.uidValidity()))) {
            throw new MigrationException(
                    FailureCode.FOLDER_REBUILT, "folder " + folder + " was rebuilt since " + mark.position());
        }
        if (state.messages() == 0) {
            return List.of();
        }
        long first = mark.position().isEmpty() ? 1 : Long.parseLong(mark.position());
        // RFC 9051 §9: beyond the last message n:* means the last one
        FingerprintReplies replies = new FingerprintReplies(uid -> uid >= first);
        TaggedReply reply = session.run(Command.uidFetch(first + ":*", FetchItems.FINGERPRINT), replies);
        if (!reply.isOk() && !reply.code().is("EXPUNGEISSUED")) {
            throw session.refused(folder, reply);
        }
        return replies.fingerprints();
    }

    @Override
    public Marks permitted(FolderPath folder, Marks wanted) {
        return session.open(folder, Opening.TO_WRITE).permitted(wanted);
    }

    @Override
    public SliceWriter write(FolderPath folder) {
        return session.capabilities().has(ImapCapability.MULTIAPPEND)
                ? new MultiAppendWriter(new Appending(session, folder))
                : new SingleAppendWriter(new Appending(session, folder));
    }

    @Override
    public void setMarks(FolderPath folder, List<ItemKey> keys, Marks marks) {
        session.open(folder, Opening.TO_WRITE);
        for (String set : UidSet.format(ImapKeys.uids(keys))) {
            TaggedReply reply = session.run(Command.uidStore(set, marks), UntaggedReplies.ignored());
            if (!reply.isOk() && !reply.code().is("EXPUNGEISSUED")) {
                throw session.refused(Moment.STORE, "marks in folder " + folder, reply);
            }
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
