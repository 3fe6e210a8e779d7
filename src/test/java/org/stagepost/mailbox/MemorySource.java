package org.stagepost.mailbox;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** The reading side of a {@link MemoryMailbox}. */
final class MemorySource extends MemorySession implements SourceMailbox {
    private final Map<FolderPath, String> listed = new HashMap<>();

    MemorySource(MemoryMailbox server) {
        super(server);
    }

    @Override
    public FolderListing list(FolderPath path) {
        return call("list " + path, () -> {
            MemoryFolder folder = folder(path);
            listed.put(path, folder.identity());
            List<ItemSummary> items = folder.items().stream()
                    .map(item -> new ItemSummary(item.key(), server.counted(item.content().length), item.marks()))
                    .toList();
            return new FolderListing(folder.identity(), items);
        });
    }

    @Override
    public void read(FolderPath path, List<ItemKey> keys, ItemSink sink) {
        for (ItemKey key : keys) {
            call("read " + path, () -> asListed(path).find(key))
                    .filter(item -> !server.isLeftOut(item))
                    .ifPresent(item -> deliver(item, sink));
        }
    }

    private void deliver(MemoryItem item, ItemSink sink) {
        if (server.isUnreadable(item)) {
            sink.unreadable(item.key(), "the message cannot be read");
            return;
        }
        try {
            sink.item(item.head(), item.open(), item.content().length);
        } catch (IOException e) {
            throw new MigrationException(FailureCode.ENDPOINT_UNREACHABLE, "connection lost", e);
        }
    }

    @Override
    public List<ItemFingerprint> fingerprints(FolderPath path, List<ItemKey> keys) {
        return call("fingerprints " + path, () -> keys.stream()
                .map(asListed(path)::find)
                .flatMap(Optional::stream)
                .map(this::fingerprint)
                .toList());
    }

    private MemoryFolder asListed(FolderPath path) {
        MemoryFolder folder = folder(path);
        if (!folder.identity().equals(listed.get(path))) {
            throw new MigrationException(FailureCode.FOLDER_REBUILT, path + " was rebuilt");
        }
        return folder;
    }
}
