package org.stagepost.mailbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.stagepost.model.FolderPath;
import org.stagepost.model.SpecialUse;

/** The writing side of a {@link MemoryMailbox}. */
final class MemoryTarget extends MemorySession implements TargetMailbox {
    private final MemoryCommands commands;
    private boolean writing;

    MemoryTarget(MemoryMailbox server) {
        super(server);
        this.commands = server.newClient();
    }

    /** Done when all is done that was sent before. */
    @Override
    protected <T> Pending<T> ask(String name, Supplier<T> effect) {
        MemoryAnswer<T> answer = new MemoryAnswer<>(effect, server.line().ask());
        Runnable command = answer::find;
        call(name, () -> {
            send(command);
            return answer;
        });
        return pending(new MemoryAnswer<>(
                () -> {
                    waitFor(command);
                    return answer.value();
                },
                answer.due()));
    }

    void send(Runnable command) {
        commands.add(server.now(), command);
        server.landWhatIsDue();
    }

    /** As {@link MemoryMailbox#landingAfter} says. */
    void sendSlowly(Runnable command) {
        commands.add(commands.last(server.now()).plus(server.landing()), command);
        server.landWhatIsDue();
    }

    void waitFor(Runnable command) {
        commands.runThrough(server.now(), command);
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
        return ask("create " + path, () -> server.create(path, specialUses));
    }

    @Override
    public Pending<Boolean> subscribe(FolderPath path) {
        return ask("subscribe " + path, () -> {
            server.subscribe(path);
            return true;
        });
    }

    @Override
    public Pending<TargetFolder> open(FolderPath path) {
        return ask("open " + path, () -> new TargetFolder(folder(path).status(), server::permitted));
    }

    @Override
    public Pending<FolderMark> mark(FolderPath path) {
        return ask("mark " + path, () -> folder(path).mark());
    }

    @Override
    public Pending<List<ItemFingerprint>> since(FolderPath path, FolderMark mark) {
        return ask(
                "since " + path,
                () -> folder(path).since(mark).stream().map(this::fingerprint).toList());
    }

    @Override
    public Pending<List<ItemFingerprint>> fingerprints(FolderPath path, List<ItemKey> keys) {
        return ask("fingerprints " + path, () -> keys.stream()
                .map(folder(path)::find)
                .flatMap(Optional::stream)
                .map(this::fingerprint)
                .toList());
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
        return ask("store " + path, () -> {
            if (server.refusesMarks(change.added())) {
                return false;
            }
            keys.forEach(key -> folder(path).change(key, change));
            return true;
        });
    }

    @Override
    public Pending<Boolean> remove(FolderPath path, List<ItemKey> keys) {
        return ask("remove " + path, () -> {
            keys.forEach(folder(path)::expunge);
            return true;
        });
    }

    ItemOutcome outcome(ItemKey source, ItemKey copy) {
        return server.capabilities().contains(Capability.KEYS_ON_APPEND)
                ? ItemOutcome.copied(source, copy)
                : ItemOutcome.copiedUnkeyed(source);
    }
}
