package org.stagepost.imap;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.endpoint.ImapQuirk;
import org.stagepost.imap.ImapSession.Opening;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.FolderState;
import org.stagepost.imap.wire.ImapCapability;
import org.stagepost.imap.wire.Refusals.Moment;
import org.stagepost.imap.wire.Submitted;
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
        Set<Capability> found = OfferedCapabilities.ofTarget(session);
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
        tree.forget();
        return session.ask(() -> creation.send(folder, specialUses));
    }

    @Override
    public Pending<Boolean> subscribe(FolderPath folder) {
        tree.forget();
        return session.ask(() -> {
            Submitted command = session.submit(Command.subscribe(session.wire(folder)), UntaggedReplies.ignored());
            return () -> subscribed(folder, command.await());
        });
    }

    private boolean subscribed(FolderPath folder, TaggedReply reply) {
        if (!reply.isOk()) {
            MigrationException refused = session.refused(Moment.OPEN, "subscription of folder " + folder, reply);
            if (refused.code().reach().compareTo(Reach.FOLDER) > 0) {
                throw refused;
            }
            LOG.debug("{}", refused.detail());
        }
        return reply.isOk();
    }

    @Override
    public Pending<TargetFolder> open(FolderPath folder) {
        return session.ask(() -> {
            Selection selection = session.reselect(folder, Opening.TO_WRITE);
            return () -> {
                FolderState state = selection.checked();
                session.proven(folder, state);
                return new TargetFolder(FolderStatuses.of(state), state::permitted);
            };
        });
    }

    @Override
    public Pending<FolderMark> mark(FolderPath folder) {
        return session.ask(() -> {
            Supplier<FolderState> status = session.position(folder, Opening.TO_WRITE);
            return () -> {
                FolderState state = status.get();
                session.pin(folder, state.uidValidity());
                return new FolderMark(Long.toString(state.uidValidity()), Long.toString(state.uidNext()));
            };
        });
    }

    @Override
    public Pending<List<ItemFingerprint>> since(FolderPath folder, FolderMark mark) {
        return session.ask(new Arrivals(session, folder, mark));
    }

    @Override
    public Pending<List<ItemFingerprint>> fingerprints(FolderPath folder, List<ItemKey> keys) {
        return session.ask(new Fingerprinting(session, folder, Opening.TO_WRITE, ImapKeys.uids(keys)));
    }

    @Override
    public Pending<Integer> read(FolderPath folder, List<ItemKey> keys, ItemSink sink) {
        return session.askToRead(new Reading(session, folder, Opening.TO_WRITE, ImapKeys.uids(keys), sink));
    }

    @Override
    public SliceWriter write(FolderPath folder) {
        Appending appending = new Appending(session, folder);
        SliceWriter writer = session.capabilities().has(ImapCapability.MULTIAPPEND)
                ? new MultiAppendWriter(appending)
                : new PipelinedAppendWriter(appending);
        // without keys there would be nothing to store the flag by
        return has(ImapQuirk.FLAGGED_AFTER_APPEND) && capabilities.contains(Capability.KEYS_ON_APPEND)
                ? new FlaggingWriter(writer, copies -> flag(folder, copies))
                : writer;
    }

    private boolean flag(FolderPath folder, List<ItemKey> copies) {
        Marks flagged = new Marks(Set.of(Marks.Flag.FLAGGED), Set.of());
        return changeMarks(folder, copies, new MarksChange(flagged, Marks.NONE)).await();
    }

    private boolean has(ImapQuirk quirk) {
        return session.connection().endpoint().quirks().contains(quirk);
    }

    @Override
    public Pending<Boolean> changeMarks(FolderPath folder, List<ItemKey> keys, MarksChange change) {
        return session.ask(() -> {
            Storing storing = new Storing(session, folder);
            for (String set : UidSet.format(ImapKeys.uids(keys))) {
                if (!change.added().equals(Marks.NONE)) {
                    storing.send(Command.uidStore(set, '+', change.added()));
                }
                if (!change.removed().equals(Marks.NONE)) {
                    storing.send(Command.uidStore(set, '-', change.removed()));
                }
            }
            return storing;
        });
    }

    /** Not with EXPUNGE: that would take what others have marked \\Deleted, too. */
    @Override
    public Pending<Boolean> remove(FolderPath folder, List<ItemKey> keys) {
        Marks deleted = new Marks(Set.of(Marks.Flag.DELETED), Set.of());
        return session.ask(() -> {
            Storing storing = new Storing(session, folder);
            for (String set : UidSet.format(ImapKeys.uids(keys))) {
                storing.send(Command.uidStore(set, '+', deleted));
                storing.send(Command.uidExpunge(set));
            }
            return storing;
        });
    }

    @Override
    public void close() {
        session.close();
    }
}
