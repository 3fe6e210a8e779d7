package org.stagepost.imap;

import java.util.List;
import java.util.Set;
import org.stagepost.imap.ImapSession.Opening;
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
import org.stagepost.model.FolderPath;

/** A mailbox behind an IMAP server, read with EXAMINE and BODY.PEEK only. */
final class ImapSourceMailbox implements SourceMailbox {
    private final ImapSession session;
    private final FolderTree tree;
    private final FolderHistory history;

    /** @param tellsVanished QRESYNC is switched on */
    ImapSourceMailbox(ImapSession session, FolderTree tree, boolean tellsVanished) {
        this.session = session;
        this.tree = tree;
        this.history = new FolderHistory(session, tellsVanished);
    }

    @Override
    public List<Folder> folders() {
        return new UnlistedStatuses(session).completed(tree.folders());
    }

    @Override
    public Set<Capability> capabilities() {
        return OfferedCapabilities.ofSource(session);
    }

    @Override
    public Pending<FolderChanges> changes(FolderPath folder, FolderStatus since) {
        return session.ask(() -> history.send(folder, since));
    }

    @Override
    public Pending<FolderListing> list(FolderPath folder) {
        return session.ask(new Listing(session, folder));
    }

    @Override
    public Pending<Integer> read(FolderPath folder, List<ItemKey> keys, ItemSink sink) {
        return session.askToRead(new Reading(session, folder, Opening.TO_READ, ImapKeys.uids(keys), sink));
    }

    @Override
    public Pending<List<ItemFingerprint>> fingerprints(FolderPath folder, List<ItemKey> keys) {
        return session.ask(new Fingerprinting(session, folder, Opening.TO_READ, ImapKeys.uids(keys)));
    }

    @Override
    public void close() {
        session.close();
    }
}
