package org.stagepost.migration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FolderPath;
import org.stagepost.sync.PairOpening;

/**
 * A mailbox at the target while it is verified: read, and where marks are missing also asked as a writer asks. Both at a
 * time only where the server has room for another connection; otherwise one ends before the other begins. Used by one
 * thread at a time, which has awaited all that it asked.
 */
final class TargetToVerify implements SourceMailbox {
    private final Supplier<SourceMailbox> reading;
    private final Supplier<TargetMailbox> writing;
    private final Supplier<Optional<PairOpening.Claim>> room;
    private @Nullable SourceMailbox reader;
    private @Nullable TargetMailbox writer;
    private PairOpening.@Nullable Claim claim;

    /** @param room for one more connection */
    TargetToVerify(
            Supplier<SourceMailbox> reading,
            Supplier<TargetMailbox> writing,
            Supplier<Optional<PairOpening.Claim>> room) {
        this.reading = reading;
        this.writing = writing;
        this.room = room;
        this.reader = reading.get();
    }

    private SourceMailbox reader() {
        SourceMailbox known = reader;
        if (known == null) {
            closeWriter();
            known = reading.get();
            reader = known;
        }
        return known;
    }

    /** Until something is read again, and no longer than this; stays this one's. */
    TargetMailbox writable() {
        TargetMailbox known = writer;
        if (known == null) {
            claim = claim == null ? room.get().orElse(null) : claim;
            if (claim == null) {
                closeReader();
            }
            known = writing.get();
            writer = known;
        }
        return known;
    }

    private void closeReader() {
        SourceMailbox open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
    }

    private void closeWriter() {
        TargetMailbox open = writer;
        writer = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public Set<Capability> capabilities() {
        return reader().capabilities();
    }

    @Override
    public List<Folder> folders() {
        return reader().folders();
    }

    @Override
    public Pending<FolderListing> list(FolderPath folder) {
        return reader().list(folder);
    }

    @Override
    public Pending<FolderChanges> changes(FolderPath folder, FolderStatus since) {
        return reader().changes(folder, since);
    }

    @Override
    public Pending<Integer> read(FolderPath folder, List<ItemKey> keys, ItemSink sink) {
        return reader().read(folder, keys, sink);
    }

    @Override
    public Pending<List<ItemFingerprint>> fingerprints(FolderPath folder, List<ItemKey> keys) {
        return reader().fingerprints(folder, keys);
    }

    @Override
    public void close() {
        try (PairOpening.Claim given = claim == null ? () -> {} : claim) {
            closeWriter();
            closeReader();
        }
    }
}
