package org.stagepost.mailbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.stagepost.model.FolderPath;

/** What both sides of a {@link MemoryMailbox} do alike. */
abstract class MemorySession implements AutoCloseable {
    protected final MemoryMailbox server;
    private final Deque<MemoryAnswer<?>> underWay = new ArrayDeque<>();
    private boolean closed;

    MemorySession(MemoryMailbox server) {
        this.server = server;
    }

    /** One call over the wire, with its effect at once. */
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

    /** One question over the wire; what it does to the server it does at once. */
    protected <T> Pending<T> ask(String name, Supplier<T> effect) {
        MemoryAnswer<T> answer = new MemoryAnswer<>(effect, server.line().ask());
        call(name, () -> {
            answer.find();
            return answer;
        });
        return pending(answer);
    }

    /** Answers come in the order of the questions. */
    protected <T> Pending<T> pending(MemoryAnswer<T> answer) {
        underWay.add(answer);
        return () -> {
            server.line().await(answer.due());
            while (underWay.contains(answer)) {
                underWay.remove().find();
            }
            return answer.value();
        };
    }

    /** @throws IllegalStateException when this call may not be made now */
    protected void requireIdle(String name) {}

    public List<Folder> folders() {
        return ask("folders", server::folders).await();
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
