package org.stagepost.mailbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stagepost.model.FolderPath;
import org.stagepost.model.SpecialUse;

/** The writing side of a {@link MemoryMailbox}. */
final class MemoryTarget extends MemorySession implements TargetMailbox {
    private boolean writing;

    MemoryTarget(MemoryMailbox server) {
        super(server);
    }

    @Override
    protected void requireIdle(String name) {
        if (writing && !name.startsWith("append")) {
            throw new IllegalStateException(name + " while a slice is being written");
        }
    }

    void written() {
        writing = false;
    }

    @Override
    public Set<Capability> capabilities() {
        return server.capabilities();
    }

    @Override
    public Pending<FolderPath> create(FolderPath path, Set<SpecialUse> specialUses) {
        return Pending.of(call("create " + path, () -> server.create(path, specialUses)));
    }

    @Override
    public Pending<Boolean> subscribe(FolderPath path) {
        call("subscribe " + path, () -> server.subscribe(path));
        return Pending.of(true);
    }

    @Override
    public Pending<TargetFolder> open(FolderPath path) {
        return Pending.of(
                call("open " + path, () -> new TargetFolder(folder(path).status(), server::permitted)));
    }

    @Override
    public Pending<FolderMark> mark(FolderPath path) {
        return Pending.of(call("mark " + path, () -> folder(path).mark()));
    }

    @Override
    public Pending<List<ItemFingerprint>> since(FolderPath path, FolderMark mark) {
        return Pending.of(call(
                "since " + path,
                () -> folder(path).since(mark).stream().map(this::fingerprint).toList()));
    }

    @Override
    public Pending<List<ItemFingerprint>> fingerprints(FolderPath path, List<ItemKey> keys) {
        return Pending.of(call("fingerprints " + path, () -> keys.stream()
                .map(folder(path)::find)
                .flatMap(Optional::stream)
                .map(this::fingerprint)
                .toList()));
    }

    @Override
    public Pending<Integer> read(FolderPath path, List<ItemKey> keys, ItemSink sink) {
        List<MemoryItem> found = call("read " + path, () -> keys.stream()
                .map(folder(path)::find)
                .flatMap(Optional::stream)
                .toList());
        for (MemoryItem item : found) {
            deliver(item, sink);
        }
        return Pending.of(found.size());
    }

    private static void deliver(MemoryItem item, ItemSink sink) {
        try {
            sink.item(item.head(), item.open(), item.content().length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SliceWriter write(FolderPath path) {
        MemoryFolder folder = call("write " + path, () -> folder(path));
        writing = true;
        return new MemoryWriter(this, folder);
    }

    @Override
    public Pending<Boolean> changeMarks(FolderPath path, List<ItemKey> keys, MarksChange change) {
        return Pending.of(call("store " + path, () -> {
            if (server.refusesMarks(change.added())) {
                return false;
            }
            keys.forEach(key -> folder(path).change(key, change));
            return true;
        }));
    }

    @Override
    public Pending<Boolean> remove(FolderPath path, List<ItemKey> keys) {
        call("remove " + path, () -> {
            keys.forEach(folder(path)::expunge);
            return keys;
        });
        return Pending.of(true);
    }

    ItemOutcome outcome(ItemKey source, ItemKey copy) {
        return server.capabilities().contains(Capability.KEYS_ON_APPEND)
                ? ItemOutcome.copied(source, copy)
                : ItemOutcome.copiedUnkeyed(source);
    }
}
