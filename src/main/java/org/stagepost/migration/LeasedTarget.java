package org.stagepost.migration;

import java.util.List;
import java.util.Set;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.ItemContent;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemOutcome;
import org.stagepost.mailbox.ItemSink;
import org.stagepost.mailbox.MarksChange;
import org.stagepost.mailbox.Pending;
import org.stagepost.mailbox.SliceWriter;
import org.stagepost.mailbox.TargetFolder;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FolderPath;
import org.stagepost.model.SpecialUse;

/** A target that is changed only while the lease is good: before every item, because a process may be frozen between two. */
final class LeasedTarget implements TargetMailbox {
    private final TargetMailbox mailbox;
    private final HeldLease lease;

    LeasedTarget(TargetMailbox mailbox, HeldLease lease) {
        this.mailbox = mailbox;
        this.lease = lease;
    }

    @Override
    public SliceWriter write(FolderPath folder) {
        lease.require();
        SliceWriter writer = mailbox.write(folder);
        return new SliceWriter() {
            @Override
            public void add(ItemHead head, ItemContent content) {
                lease.require();
                writer.add(head, content);
            }

            @Override
            public Pending<List<ItemOutcome>> finish() {
                lease.require();
                return writer.finish();
            }

            @Override
            public void close() {
                writer.close();
            }
        };
    }

    @Override
    public Pending<Boolean> changeMarks(FolderPath folder, List<ItemKey> keys, MarksChange change) {
        lease.require();
        return mailbox.changeMarks(folder, keys, change);
    }

    @Override
    public Pending<Boolean> remove(FolderPath folder, List<ItemKey> keys) {
        lease.require();
        return mailbox.remove(folder, keys);
    }

    @Override
    public Pending<FolderPath> create(FolderPath folder, Set<SpecialUse> specialUses) {
        lease.require();
        return mailbox.create(folder, specialUses);
    }

    @Override
    public Pending<Boolean> subscribe(FolderPath folder) {
        lease.require();
        return mailbox.subscribe(folder);
    }

    @Override
    public Set<Capability> capabilities() {
        return mailbox.capabilities();
    }

    @Override
    public List<Folder> folders() {
        return mailbox.folders();
    }

    @Override
    public Pending<TargetFolder> open(FolderPath folder) {
        return mailbox.open(folder);
    }

    @Override
    public Pending<FolderMark> mark(FolderPath folder) {
        return mailbox.mark(folder);
    }

    @Override
    public Pending<List<ItemFingerprint>> since(FolderPath folder, FolderMark mark) {
        return mailbox.since(folder, mark);
    }

    @Override
    public Pending<List<ItemFingerprint>> fingerprints(FolderPath folder, List<ItemKey> keys) {
        return mailbox.fingerprints(folder, keys);
    }

    @Override
    public Pending<Integer> read(FolderPath folder, List<ItemKey> keys, ItemSink sink) {
        return mailbox.read(folder, keys, sink);
    }

    @Override
    public void close() {
        mailbox.close();
    }
}
