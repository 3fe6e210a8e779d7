package org.stagepost.mailbox;

import java.util.List;
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
    public FolderPath create(FolderPath path, Set<SpecialUse> specialUses) {
        return call("create " + path, () -> server.create(path, specialUses));
    }

    @Override
    public void subscribe(FolderPath path) {
        call("subscribe " + path, () -> server.subscribe(path));
    }

    @Override
    public FolderMark mark(FolderPath path) {
        return call("mark " + path, () -> folder(path).mark());
    }

    @Override
    public List<ItemFingerprint> since(FolderPath path, FolderMark mark) {
        return call(
                "since " + path,
                () -> folder(path).since(mark).stream().map(this::fingerprint).toList());
    }

    @Override
    public Marks permitted(FolderPath path, Marks wanted) {
        return call("permitted " + path, () -> server.permitted(wanted));
    }

    @Override
    public SliceWriter write(FolderPath path) {
        MemoryFolder folder = call("write " + path, () -> folder(path));
        writing = true;
        return new MemoryWriter(this, folder);
    }

    @Override
    public void setMarks(FolderPath path, List<ItemKey> keys, Marks marks) {
        call("store " + path, () -> {
            server.requireTaken(marks);
            keys.forEach(key -> folder(path).mark(key, marks));
            return keys;
        });
    }

    ItemOutcome outcome(ItemKey source, ItemKey copy) {
        return server.capabilities().contains(Capability.KEYS_ON_APPEND)
                ? ItemOutcome.copied(source, copy)
                : ItemOutcome.copiedUnkeyed(source);
    }
}
