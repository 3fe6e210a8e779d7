package org.stagepost.mailbox;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    public Set<Capability> capabilities() {
        return server.capabilities();
    }

    @Override
    public Pending<FolderChanges> changes(FolderPath path, FolderStatus since) {
        return ask("changes " + path, () -> {
            MemoryFolder folder = folder(path);
            listed.put(path, folder.identity());
            if (!folder.identity().equals(since.identity())) {
                throw new MigrationException(FailureCode.FOLDER_REBUILT, path + " was rebuilt");
            }
            boolean lostCount = Long.parseLong(since.changes())
                    > Long.parseLong(folder.status().changes());
            List<ItemSummary> changed = folder.items().stream()
                    .filter(item -> lostCount || folder.changeOf(item.key()) > Long.parseLong(since.changes()))
                    .map(this::summary)
                    .toList();
            return new FolderChanges(
                    folder.status(), changed, key -> folder.find(key).isEmpty());
        });
    }

    private ItemIdentity identity(MemoryItem item) {
        return capabilities().contains(Capability.LABELS) ? item.identity() : ItemIdentity.NONE;
    }

    private ItemSummary summary(MemoryItem item) {
        long size = server.counted(item.content().length);
        return new ItemSummary(item.key(), size, server.listedMarks(item), identity(item));
    }

    @Override
    public Pending<FolderListing> list(FolderPath path) {
        return ask("list " + path, () -> {
            MemoryFolder folder = folder(path);
            listed.put(path, folder.identity());
            List<ItemSummary> items = folder.items().stream().map(this::summary).toList();
            return new FolderListing(server.told(folder.status()), items);
        });
    }

    @Override
    public Pending<Integer> read(FolderPath path, List<ItemKey> keys, ItemSink sink) {
        MemoryAnswer<Integer> answer = new MemoryAnswer<>(
                () -> delivered(path, keys, sink), server.line().ask());
        call("ask " + path, () -> answer);
        return pending(answer);
    }

    private int delivered(FolderPath path, List<ItemKey> keys, ItemSink sink) {
        int count = 0;
        for (ItemKey key : keys) {
            Optional<MemoryItem> found =
                    call("read " + path, () -> asListed(path).find(key)).filter(item -> !server.isLeftOut(item));
            found.ifPresent(item -> deliver(item, sink));
            count += found.isPresent() ? 1 : 0;
        }
        return count;
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
    public Pending<List<ItemFingerprint>> fingerprints(FolderPath path, List<ItemKey> keys) {
        return ask("fingerprints " + path, () -> keys.stream()
                .map(asListed(path)::find)
                .flatMap(Optional::stream)
                .filter(item -> !server.isUnprinted(item))
                .map(this::fingerprint)
                .toList());
    }

    private MemoryFolder asListed(FolderPath path) {
        MemoryFolder folder = folder(path);
        String pinned = listed.computeIfAbsent(path, first -> folder.identity());
        if (!folder.identity().equals(pinned)) {
            throw new MigrationException(FailureCode.FOLDER_REBUILT, path + " was rebuilt");
        }
        return folder;
    }
}
