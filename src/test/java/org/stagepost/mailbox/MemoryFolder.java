package org.stagepost.mailbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.stagepost.model.FolderPath;
import org.stagepost.model.SpecialUse;

/** A folder of a {@link MemoryMailbox}: UIDs ascend and are never used twice. */
final class MemoryFolder {
    FolderPath path;
    Set<SpecialUse> specialUses = Set.of();
    boolean selectable = true;
    boolean subscribed;

    private final TreeMap<Long, MemoryItem> items = new TreeMap<>();
    private long uidValidity;
    private long nextUid = 1;
    private final Map<Long, Long> changes = new HashMap<>();
    private long lastChange = 1;

    MemoryFolder(FolderPath path, long uidValidity) {
        this.path = path;
        this.uidValidity = uidValidity;
    }

    Folder listed() {
        return new Folder(path, specialUses, selectable, subscribed, selectable ? status() : FolderStatus.UNKNOWN);
    }

    FolderStatus status() {
        return new FolderStatus(identity(), Long.toString(nextUid), items.size(), Long.toString(lastChange), "");
    }

    /** Of the item's last change (RFC 7162 §3.1.2). */
    long changeOf(ItemKey key) {
        return changes.getOrDefault(Long.parseLong(key.value()), 0L);
    }

    String identity() {
        return Long.toString(uidValidity);
    }

    FolderMark mark() {
        return new FolderMark(identity(), Long.toString(nextUid));
    }

    List<MemoryItem> items() {
        return List.copyOf(items.values());
    }

    List<MemoryItem> since(FolderMark mark) {
        long first = mark.position().isEmpty() ? 1 : Long.parseLong(mark.position());
        return List.copyOf(items.tailMap(first).values());
    }

    Optional<MemoryItem> find(ItemKey key) {
        return Optional.ofNullable(items.get(Long.parseLong(key.value())));
    }

    ItemKey add(MemoryItem item) {
        MemoryItem stored = item.numbered(nextUid++);
        items.put(stored.uid(), stored);
        changes.put(stored.uid(), ++lastChange);
        return stored.key();
    }

    void mark(ItemKey key, Marks marks) {
        items.computeIfPresent(Long.parseLong(key.value()), (uid, item) -> item.marked(marks));
        changes.put(Long.parseLong(key.value()), ++lastChange);
    }

    void change(ItemKey key, MarksChange change) {
        find(key).ifPresent(item -> mark(key, change.appliedTo(item.marks())));
    }

    void expunge(ItemKey key) {
        items.remove(Long.parseLong(key.value()));
        lastChange++;
    }

    /** As a server does after repairing a folder: new UIDVALIDITY, new UIDs (RFC 9051 §2.3.1.1). */
    void rebuild() {
        List<MemoryItem> kept = new ArrayList<>(items.values());
        items.clear();
        uidValidity += 1000;
        nextUid = 1;
        kept.forEach(this::add);
    }
}
