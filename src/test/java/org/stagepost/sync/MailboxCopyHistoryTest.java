package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;

/** What users, servers and crashes do to a mailbox over many runs, by chance. */
class MailboxCopyHistoryTest {
    private static final List<FolderPath> FOLDERS = List.of(World.INBOX, World.WORK);

    private static final List<Duration> LANDINGS =
            List.of(Duration.ZERO, Duration.ofMillis(300), Duration.ofMillis(600));

    /** Longer than a restart waits. */
    private static final List<Duration> LATE_LANDINGS = List.of(Duration.ofSeconds(5), Duration.ofSeconds(20));

    private static final class History {
        final Random random;
        final World world;
        final List<JournalEntry> backup = new ArrayList<>();
        final Map<String, Integer> delivered = new HashMap<>();
        final List<String> foreign = new ArrayList<>();
        final boolean stalls;
        boolean stateWasLost;

        History(long seed) {
            random = new Random(seed);
            world = new World(World.ladder().get(random.nextInt(3)));
            world.sliceItems = 1 + random.nextInt(5);
            stalls = world.target.target().capabilities().contains(Capability.REMOVAL) && random.nextInt(3) == 0;
            world.target.landingAfter(stalls ? LATE_LANDINGS.get(random.nextInt(2)) : LANDINGS.get(random.nextInt(3)));
            world.target.folder(World.WORK);
            world.source.folder(World.WORK);
            world.target.refusing((folder, item) ->
                    item.text().contains("bad") ? Optional.of(FailureCode.ITEM_REFUSED) : Optional.empty());
            world.source.unreadable(item -> item.text().contains("broken"));
        }

        void happens() {
            FolderPath folder = FOLDERS.get(random.nextInt(2));
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> deliverSome(folder);
                case 3 -> deliverForeign(folder);
                case 4 -> expungeOne(folder);
                case 5, 6 -> markOne(folder);
                case 7, 8, 9 -> runAndCrash();
                case 10 -> world.copyAll();
                default -> loseState();
            }
        }

        private void deliverSome(FolderPath folder) {
            for (int i = random.nextInt(9); i >= 0; i--) {
                MemoryItem item = randomItem();
                delivered.merge(identity(folder, item), 1, Integer::sum);
                world.deliver(folder, item);
            }
        }

        /** Few different ones, so that many are equal; some have no header, or equal headers and different texts. */
        private MemoryItem randomItem() {
            String[] texts = {"no header", "", "Subject: a\r\n\r\n", "Subject: bad\r\n\r\n", "Subject: broken\r\n\r\n"};
            String text = random.nextInt(4) == 0
                    ? texts[random.nextInt(texts.length)]
                    : "Subject: " + random.nextInt(4) + "\r\n\r\n" + "x".repeat(random.nextInt(3)) + "\r\n";
            return MemoryItem.of(text, World.JANUARY.plusSeconds(random.nextInt(2)), Marks.NONE);
        }

        private void deliverForeign(FolderPath folder) {
            MemoryItem item = World.mail("foreign " + foreign.size());
            foreign.add(identity(folder, item));
            world.target.deliver(folder, item);
        }

        /** If several copies are on their way, one must be known before the item is gone: then the others are told. */
        private void expungeOne(FolderPath folder) {
            if (stalls) {
                world.copyAll();
            }
            pick(folder).ifPresent(item -> world.source.expunge(folder, item.key()));
        }

        private void markOne(FolderPath folder) {
            Marks marks = new Marks(Set.of(Marks.Flag.values()[random.nextInt(5)]), Set.of("k" + random.nextInt(3)));
            pick(folder).ifPresent(item -> world.source.mark(folder, item.key(), marks));
        }

        private Optional<MemoryItem> pick(FolderPath folder) {
            List<MemoryItem> items = world.source.items(folder);
            return items.isEmpty() ? Optional.empty() : Optional.of(items.get(random.nextInt(items.size())));
        }

        private void runAndCrash() {
            world.tap.crashAt(random.nextInt(60), random.nextBoolean());
            try {
                world.copyAll();
            } catch (Crash e) {
                // the next run goes on
            }
            world.tap.heal();
        }

        /**
         * Restored from nothing, or from an old copy; that takes longer than anything sent needs to land. With the state
         * goes what is known of copies that a stalling server stored after others were made: nobody could tell them.
         */
        private void loseState() {
            stateWasLost |= !stalls;
            if (stalls) {
                world.copyAll();
            } else if (random.nextBoolean()) {
                world.journal.wipe();
            } else if (random.nextBoolean()) {
                world.journal.restore(backup);
            } else {
                backup.clear();
                backup.addAll(world.journal.entries());
            }
            world.clock.sleep(Duration.ofMinutes(9));
        }
    }

    private static String identity(FolderPath folder, MemoryItem item) {
        return folder + "|" + item.receivedDate() + "|" + item.text();
    }

    @RepeatedTest(600)
    void everyItemIsThereOnceWhateverHappened(RepetitionInfo run) {
        History history = new History(run.getCurrentRepetition());
        for (int i = 0; i < 15; i++) {
            history.happens();
        }
        World world = history.world;
        world.clock.sleep(Duration.ofMinutes(9));

        FolderTally tally = world.copyAll();

        assertThat(tally.pending()).isZero();
        for (FolderPath folder : FOLDERS) {
            assertItems(history, folder);
        }
        world.tap.heal();
        assertThat(world.copyAll()).isEqualTo(tally);
        if (tally.skipped() == 0) {
            assertThat(world.tap.writes()).isEmpty();
        }
        assertThat(world.tap.writes().stream().filter(call -> call.matches("(store|create|subscribe) .*")))
                .isEmpty();
        assertThat(world.journal.skipped()).hasSize((int) tally.skipped());
    }

    private static void assertItems(History history, FolderPath folder) {
        Map<String, Integer> copies = count(folder, history.world.target.items(folder));
        count(folder, history.world.source.items(folder)).forEach((identity, items) -> {
            boolean skipped = identity.contains("bad") || identity.contains("broken");
            assertThat(copies.getOrDefault(identity, 0)).as(identity).isGreaterThanOrEqualTo(skipped ? 0 : items);
        });
        copies.forEach((identity, items) -> assertThat(items)
                .as(identity)
                .isLessThanOrEqualTo(history.foreign.contains(identity) ? 1 : history.delivered.get(identity)));
        history.foreign.stream()
                .filter(identity -> identity.startsWith(folder + "|"))
                .forEach(identity -> assertThat(copies).containsEntry(identity, 1));
        if (!history.stateWasLost) {
            assertMarks(history.world, folder);
        }
    }

    /** As the source has them; copies of items that were deleted at the source since have others. */
    private static void assertMarks(World world, FolderPath folder) {
        List<String> copies = new ArrayList<>(World.contents(world.target, folder));
        for (String item : World.contents(world.source, folder)) {
            if (!item.contains("bad") && !item.contains("broken")) {
                assertThat(copies.remove(item)).as(item).isTrue();
            }
        }
    }

    private static Map<String, Integer> count(FolderPath folder, List<MemoryItem> items) {
        Map<String, Integer> counts = new HashMap<>();
        items.forEach(item -> counts.merge(identity(folder, item), 1, Integer::sum));
        return counts;
    }
}
