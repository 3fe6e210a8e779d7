package org.stagepost.sync;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
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
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.model.SpecialUse;

/**
 * The target as a copy sees it: a folder that is gone from it is refused. FOLDER_GONE is the source's alone, where it means
 * that there is nothing left to copy.
 */
final class TargetSide implements TargetMailbox {
    private final TargetMailbox target;

    TargetSide(TargetMailbox target) {
        this.target = target;
    }

    private static <T> Pending<T> named(Supplier<Pending<T>> question) {
        Pending<T> answer = blamed(question);
        return () -> blamed(answer::await);
    }

    private static <T> T blamed(Supplier<T> work) {
        try {
            return work.get();
        } catch (MigrationException e) {
            throw e.code() == FailureCode.FOLDER_GONE
                    ? e.as(FailureCode.FOLDER_REFUSED, "gone from the target: " + e.detail())
                    : e;
        }
    }

    @Override
    public Set<Capability> capabilities() {
        return target.capabilities();
    }

    @Override
    public List<Folder> folders() {
        return target.folders();
    }

    @Override
    public Pending<FolderPath> create(FolderPath folder, Set<SpecialUse> specialUses) {
        return named(() -> target.create(folder, specialUses));
    }

    @Override
    public Pending<Boolean> subscribe(FolderPath folder) {
        return named(() -> target.subscribe(folder));
    }

    @Override
    public Pending<TargetFolder> open(FolderPath folder) {
        return named(() -> target.open(folder));
    }

    @Override
    public Pending<FolderMark> mark(FolderPath folder) {
        return named(() -> target.mark(folder));
    }

    @Override
    public Pending<List<ItemFingerprint>> since(FolderPath folder, FolderMark mark) {
        return named(() -> target.since(folder, mark));
    }

    @Override
    public Pending<List<ItemFingerprint>> fingerprints(FolderPath folder, List<ItemKey> keys) {
        return named(() -> target.fingerprints(folder, keys));
    }

    @Override
    public Pending<Integer> read(FolderPath folder, List<ItemKey> keys, ItemSink sink) {
        return named(() -> target.read(folder, keys, sink));
    }

    @Override
    public SliceWriter write(FolderPath folder) {
        return new Writer(blamed(() -> target.write(folder)));
    }

    @Override
    public Pending<Boolean> changeMarks(FolderPath folder, List<ItemKey> keys, MarksChange change) {
        return named(() -> target.changeMarks(folder, keys, change));
    }

    @Override
    public Pending<Boolean> remove(FolderPath folder, List<ItemKey> keys) {
        return named(() -> target.remove(folder, keys));
    }

    @Override
    public void close() {
        target.close();
    }

    private record Writer(SliceWriter writer) implements SliceWriter {
        @Override
        public void add(ItemHead head, ItemContent content) {
            blamed(() -> {
                writer.add(head, content);
                return head;
            });
        }

        @Override
        public Pending<List<ItemOutcome>> finish() {
            return named(writer::finish);
        }

        @Override
        public void close() {
            writer.close();
        }
    }
}
