package org.stagepost.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.WireTap;
import org.stagepost.model.FolderPath;

/** A journal that survives the engine. */
public final class MemoryJournal implements CopyJournal {
    private final WireTap tap;
    private final Map<FolderPath, JournalEntry> entries = new LinkedHashMap<>();
    private final Map<List<Object>, SkippedItem> skipped = new LinkedHashMap<>();

    public MemoryJournal(WireTap tap) {
        this.tap = tap;
    }

    @Override
    public List<JournalEntry> entries() {
        return new ArrayList<>(entries.values());
    }

    @Override
    public void reopen(Collection<JournalEntry> opened) {
        String call = "save " + names(opened);
        tap.before(call);
        opened.forEach(entry -> entries.put(entry.source(), entry));
        opened.forEach(entry -> skipped.values().removeIf(item -> item.folder().equals(entry.source())));
        tap.after(call);
    }

    @Override
    public void rename(Map<FolderPath, FolderPath> newNames) {
        tap.before("rename");
        List<JournalEntry> followed = newNames.entrySet().stream()
                .flatMap(name -> Optional.ofNullable(entries.get(name.getKey())).stream()
                        .map(entry -> entry.renamed(name.getValue())))
                .toList();
        entries.keySet().removeAll(newNames.keySet());
        followed.forEach(entry -> entries.put(entry.source(), entry));
        skipped.values().removeIf(item -> newNames.containsKey(item.folder()) || newNames.containsValue(item.folder()));
        tap.after("rename");
    }

    @Override
    public void save(Collection<JournalEntry> changed, List<SkippedItem> newlySkipped) {
        String call = "save " + names(changed);
        tap.before(call);
        changed.forEach(entry -> entries.put(entry.source(), entry));
        newlySkipped.forEach(item -> skipped.putIfAbsent(key(item.folder(), item.key()), item));
        tap.after(call);
    }

    private static String names(Collection<JournalEntry> saved) {
        return saved.stream().map(entry -> entry.source().toString()).collect(Collectors.joining(" "));
    }

    public List<SkippedItem> skipped() {
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
