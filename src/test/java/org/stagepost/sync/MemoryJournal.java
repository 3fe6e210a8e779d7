package org.stagepost.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.WireTap;
import org.stagepost.model.FolderPath;

/** A journal that survives the engine. */
final class MemoryJournal implements CopyJournal {
    private final WireTap tap;
    private final Map<FolderPath, JournalEntry> entries = new LinkedHashMap<>();
    private final Map<List<Object>, SkippedItem> skipped = new LinkedHashMap<>();

    MemoryJournal(WireTap tap) {
        this.tap = tap;
    }

    @Override
    public List<JournalEntry> entries() {
        return new ArrayList<>(entries.values());
    }

    @Override
    public void reopen(JournalEntry entry) {
        tap.before("save " + entry.source());
        entries.put(entry.source(), entry);
        skipped.values().removeIf(item -> item.folder().equals(entry.source()));
        tap.after("save " + entry.source());
    }

    @Override
    public void save(JournalEntry entry, List<SkippedItem> newlySkipped) {
        tap.before("save " + entry.source());
        entries.put(entry.source(), entry);
        newlySkipped.forEach(item -> skipped.putIfAbsent(key(item.folder(), item.key()), item));
        tap.after("save " + entry.source());
    }

    List<SkippedItem> skipped() {
        return new ArrayList<>(skipped.values());
    }

    /** As after a restore from nothing, or with bytes that another version wrote. */
    void damage(byte[] state) {
        entries.replaceAll((path, entry) -> new JournalEntry(path, entry.target(), state, entry.tally()));
    }

    void wipe() {
        entries.clear();
        skipped.clear();
    }

    void restore(List<JournalEntry> backup) {
        entries.clear();
        backup.forEach(entry -> entries.put(entry.source(), entry));
    }

    private static List<Object> key(FolderPath folder, ItemKey key) {
        return List.of(folder, key);
    }
}
