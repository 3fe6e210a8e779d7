package org.stagepost.sync;

import java.util.List;
import java.util.Set;
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

/** Lists a folder, and says that it is not there whenever it is asked for more. */
record DenyingSource(SourceMailbox source, FolderPath denied) implements SourceMailbox {
    private <T> Pending<T> unlessDenied(FolderPath folder, Pending<T> answer) {
        return () -> {
            if (folder.equals(denied)) {
                throw new MigrationException(FailureCode.FOLDER_GONE, "no such folder");
            }
            return answer.await();
        };
    }

    @Override
    public Set<Capability> capabilities() {
        return source.capabilities();
    }

    @Override
    public List<Folder> folders() {
        return source.folders();
    }

    @Override
    public Pending<FolderListing> list(FolderPath folder) {
        return unlessDenied(folder, source.list(folder));
    }

    @Override
    public Pending<FolderChanges> changes(FolderPath folder, FolderStatus since) {
        return unlessDenied(folder, source.changes(folder, since));
    }

    @Override
    public Pending<Integer> read(FolderPath folder, List<ItemKey> keys, ItemSink sink) {
        return source.read(folder, keys, sink);
    }

    @Override
    public Pending<List<ItemFingerprint>> fingerprints(FolderPath folder, List<ItemKey> keys) {
        return source.fingerprints(folder, keys);
    }

    @Override
    public void close() {
        source.close();
    }
}
