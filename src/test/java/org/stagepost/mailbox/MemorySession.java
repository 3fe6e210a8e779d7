package org.stagepost.mailbox;

import java.util.List;
import java.util.function.Supplier;
import org.stagepost.model.FolderPath;

/** What both sides of a {@link MemoryMailbox} do alike. */
abstract class MemorySession implements AutoCloseable {
    protected final MemoryMailbox server;
    private boolean closed;

    MemorySession(MemoryMailbox server) {
        this.server = server;
    }

    /** One call over the wire. */
    protected <T> T call(String name, Supplier<T> effect) {
        if (closed) {
            throw new IllegalStateException("the mailbox is closed");
        }
        requireIdle(name);
        server.tap().before(name);
        server.landWhatIsDue();
        T result = effect.get();
        server.tap().after(name);
        return result;
    }

    /** @throws IllegalStateException when this call may not be made now */
    protected void requireIdle(String name) {}

    public List<Folder> folders() {
        return call("folders", server::folders);
    }

    protected ItemFingerprint fingerprint(MemoryItem item) {
        ItemFingerprint exact = item.fingerprint();
        return new ItemFingerprint(
                exact.key(), server.counted(exact.sizeBytes()), exact.receivedDate(), exact.headerHash());
    }

    protected MemoryFolder folder(FolderPath path) {
        return server.existing(path);
    }

    @Override
    public void close() {
        closed = true;
    }
}
