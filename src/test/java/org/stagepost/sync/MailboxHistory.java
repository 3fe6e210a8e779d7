package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.model.FolderPath;

/** What has happened so far, and the little that must be true of the target whatever it was. */
final class MailboxHistory {
    static final List<FolderPath> FOLDERS = List.of(World.INBOX, World.WORK);

    private final World world;
    private final List<JournalEntry> backup = new ArrayList<>();
    private final Map<String, Integer> delivered = new HashMap<>();
    private final List<String> foreign = new ArrayList<>();

    MailboxHistory(int rung, int sliceItems, Duration landing) {
        world = new World(World.ladder().get(rung));
        world.sliceItems = sliceItems;
        world.target.landingAfter(landing);
        world.source.folder(World.WORK);
        world.target.folder(World.WORK);
    }

    World world() {
        return world;
    }

    void deliver(FolderPath folder, MemoryItem item) {
        delivered.merge(identity(folder, item), 1, Integer::sum);
        world.deliver(folder, item);
    }

    void deliverForeign(FolderPath folder) {
        MemoryItem item = World.mail("foreign " + foreign.size());
        foreign.add(identity(folder, item));
        world.target.deliver(folder, item);
    }

    void die(int step, boolean afterwards) {
        world.tap.crashAt(step, afterwards);
        try {
            world.copyAll();
        } catch (Crash e) {
            // the next run goes on
        }
        world.tap.heal();
    }

    void backUp() {
        backup.clear();
        backup.addAll(world.journal.entries());
    }

    void rollBack() {
        world.journal.restore(backup);
    }

    /** Every source item is there once, nothing is there that was neither delivered nor the user's own. */
    void requireAllOnce() {
        for (FolderPath folder : FOLDERS) {
            Map<String, Integer> copies = count(folder, world.target.items(folder));
            count(folder, world.source.items(folder))
                    .forEach((identity, items) -> assertThat(copies.getOrDefault(identity, 0))
                            .as(identity)
                            .isGreaterThanOrEqualTo(items));
            copies.forEach((identity, items) -> assertThat(items)
                    .as(identity)
                    .isLessThanOrEqualTo(foreign.contains(identity) ? 1 : delivered.getOrDefault(identity, 0)));
            foreign.stream()
                    .filter(identity -> identity.startsWith(folder + "|"))
                    .forEach(identity -> assertThat(copies).containsEntry(identity, 1));
        }
    }

    private static Map<String, Integer> count(FolderPath folder, List<MemoryItem> items) {
        Map<String, Integer> counts = new HashMap<>();
        items.forEach(item -> counts.merge(identity(folder, item), 1, Integer::sum));
        return counts;
    }

    private static String identity(FolderPath folder, MemoryItem item) {
        return folder + "|" + item.receivedDate() + "|" + item.text();
    }
}
