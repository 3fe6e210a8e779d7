package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.Marks.Flag;
import org.stagepost.mailbox.MarksChange;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** Passes after the first: as little is asked as suffices, and nothing of the target's user is lost. */
class IncrementalPassTest {
    private static final FolderPath INBOX = World.INBOX;
    private static final FolderPath WORK = World.WORK;
    private static final FolderPath RENAMED = FolderPath.of("Renamed");
    private static final Marks SEEN = new Marks(Set.of(Flag.SEEN), Set.of());
    private static final Marks FLAGGED = new Marks(Set.of(Flag.FLAGGED), Set.of("Later"));

    private static World copied(boolean counting) {
        World world = World.able();
        if (!counting) {
            world.source.with(EnumSet.complementOf(EnumSet.of(Capability.CHANGES)));
        }
        world.source.folder(WORK);
        for (int i = 1; i <= 5; i++) {
            world.deliver(INBOX, World.mail("mail " + i));
            world.deliver(WORK, World.mail("work " + i));
        }
        world.copyAll();
        world.tap.heal();
        return world;
    }

    @Test
    void nothingChangedIsOneQuestionAndTheTargetStaysClosed() {
        World world = copied(true);
        world.targetIsDown();

        try (MailboxCopy copy = world.copier()) {
            assertThat(copy.next()).isEmpty();
            assertThat(copy.tally())
                    .isEqualTo(new FolderTally(10, 10, 0, 0, 0, copy.tally().bytesCopied()));
        }

        assertThat(world.tap.calls()).containsExactly("folders");
    }

    @Test
    void onlyTheFolderThatChangedIsAskedAndOnlyForWhatChanged() {
        World world = copied(true);
        world.deliver(WORK, World.mail("new"));

        world.copyAll();

        world.assertSame(INBOX, WORK);
        assertThat(world.tap.calls())
                .contains("changes Work")
                .noneMatch(call -> call.contains("INBOX") || call.startsWith("list "));
    }

    @Test
    void sourceThatDoesNotCountIsListedAndItsMarksAreNotMissed() {
        World world = copied(false);
        world.source.mark(WORK, new ItemKey("2"), SEEN);

        world.copyAll();

        world.assertSame(INBOX, WORK);
        assertThat(world.tap.calls()).contains("list INBOX", "list Work");
    }

    @Test
    void excludedFoldersDoNotOpenTheTarget() {
        World world = copied(true);
        world.excluded = List.of("Work");
        world.deliver(WORK, World.mail("new"));

        world.copyAll();

        assertThat(world.tap.calls()).containsExactly("folders");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void marksOfBothSidesAreKept(boolean counting) {
        World world = copied(counting);
        world.source.mark(INBOX, new ItemKey("1"), SEEN);
        world.target.mark(INBOX, new ItemKey("1"), FLAGGED);
        world.target.mark(INBOX, new ItemKey("2"), SEEN);

        world.copyAll();

        List<MemoryItem> items = world.target.items(INBOX);
        assertThat(items.get(0).marks()).isEqualTo(new Marks(Set.of(Flag.SEEN, Flag.FLAGGED), Set.of("Later")));
        assertThat(items.get(1).marks()).isEqualTo(SEEN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deletedMailStaysOnTheTarget(boolean counting) {
        World world = copied(counting);
        world.source.expunge(INBOX, new ItemKey("2"));

        FolderTally tally = world.copyAll();
        world.copyAll();

        assertThat(world.target.items(INBOX)).hasSize(5);
        assertThat(tally.copied()).isEqualTo(10);
        assertThat(tally.pending()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mirrorDeletesWhatWasCopiedAndNothingElse(boolean counting) {
        World world = copied(counting);
        world.mirror = true;
        world.deliverForeign(INBOX, World.mail("foreign"));
        world.source.expunge(INBOX, new ItemKey("2"));

        FolderTally tally = world.copyAll();

        world.assertSame(INBOX, WORK);
        assertThat(tally).isEqualTo(new FolderTally(10, 9, 0, 0, 1, tally.bytesCopied()));
        world.tap.heal();
        world.copyAll();
        assertThat(world.tap.writes()).isEmpty();
    }

    @Test
    void mirrorThatIsSwitchedOnLaterCatchesUp() {
        World world = copied(true);
        world.source.expunge(INBOX, new ItemKey("2"));
        world.copyAll();
        world.mirror = true;

        world.copyAll();

        world.assertSame(INBOX, WORK);
    }

    @Test
    void mirrorIsRefusedBeforeAnythingIsCopied() {
        World world = new World(List.of(Capability.KEYS_ON_APPEND));
        world.mirror = true;
        world.deliver(INBOX, World.mail("one"));

        assertThatThrownBy(world::copyAll)
                .isInstanceOfSatisfying(MigrationException.class, failure -> assertThat(failure.code())
                        .isEqualTo(FailureCode.MIRROR_IMPOSSIBLE));
        assertThat(world.target.items(INBOX)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void renamedFolderGoesOnIntoTheFolderThatItHad(boolean counting) {
        World world = copied(counting);
        world.source.rename(WORK, RENAMED);
        world.deliver(RENAMED, World.mail("new"));

        FolderTally tally = world.copyAll();

        assertThat(World.contents(world.target, WORK)).isEqualTo(World.contents(world.source, RENAMED));
        assertThat(world.target.folders()).noneMatch(folder -> folder.path().equals(RENAMED));
        assertThat(tally.copied()).isEqualTo(11);
        assertThat(tally.pending()).isZero();
        world.tap.heal();
        world.copyAll();
        assertThat(world.tap.writes()).isEmpty();
    }

    @Test
    void anotherFolderUnderTheOldNameHasItsOwn() {
        World world = copied(true);
        world.source.rename(WORK, RENAMED);
        world.source.folder(WORK);
        world.deliver(WORK, World.mail("other"));

        world.copyAll();

        assertThat(World.contents(world.target, WORK)).isEqualTo(World.contents(world.source, RENAMED));
        assertThat(world.target.folders())
                .filteredOn(folder -> folder.path().toString().startsWith("Work")
                        && !folder.path().equals(WORK))
                .singleElement()
                .satisfies(folder -> assertThat(World.contents(world.target, folder.path()))
                        .isEqualTo(World.contents(world.source, WORK)));
    }

    /** A model beside the engine: what each side's user did, pass by pass. */
    @RepeatedTest(60)
    void bothSidesAreAsTheirUsersLeftThem(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        World world = copied(random.nextBoolean());
        world.mirror = random.nextBoolean();
        Map<String, Marks> expected = new TreeMap<>();
        world.target.items(INBOX).forEach(item -> expected.put(item.text(), item.marks()));
        for (int pass = 0; pass < 5; pass++) {
            act(world, random, expected, pass);

            FolderTally tally = world.copyAll();

            Map<String, Marks> found = new TreeMap<>();
            world.target.items(INBOX).forEach(item -> found.put(item.text(), item.marks()));
            assertThat(world.target.items(INBOX)).hasSize(expected.size());
            assertThat(found).isEqualTo(expected);
            assertThat(tally.pending()).isZero();
            world.tap.heal();
            world.copyAll();
            assertThat(world.tap.writes()).isEmpty();
        }
    }

    private static void act(World world, Random random, Map<String, Marks> expected, int pass) {
        Map<String, Marks> before = new HashMap<>();
        world.source.items(INBOX).forEach(item -> before.put(item.text(), item.marks()));
        for (int i = random.nextInt(6); i > 0; i--) {
            act(world, random, expected, "mail " + pass + "-" + i);
        }
        Map<String, Marks> changed = new HashMap<>();
        world.source.items(INBOX).forEach(item -> changed.put(item.text(), item.marks()));
        changed.forEach((text, marks) -> {
            Marks base = before.get(text);
            expected.computeIfPresent(
                    text,
                    (key, mine) -> base == null
                            ? marks
                            : MarksChange.between(base, marks).appliedTo(mine));
        });
    }

    private static void act(World world, Random random, Map<String, Marks> expected, String subject) {
        List<MemoryItem> source = new ArrayList<>(world.source.items(INBOX));
        List<MemoryItem> target = new ArrayList<>(world.target.items(INBOX));
        int what = source.isEmpty() || target.isEmpty() ? 0 : random.nextInt(4);
        Marks marks = List.of(Marks.NONE, SEEN, FLAGGED).get(random.nextInt(3));
        if (what == 0) {
            MemoryItem fresh = World.mail(subject, Marks.NONE);
            world.deliver(INBOX, fresh);
            expected.put(fresh.text(), Marks.NONE);
        } else if (what == 1) {
            world.source.mark(INBOX, source.get(random.nextInt(source.size())).key(), marks);
        } else if (what == 2) {
            MemoryItem item = target.get(random.nextInt(target.size()));
            world.target.mark(INBOX, item.key(), marks);
            expected.computeIfPresent(item.text(), (text, before) -> marks);
        } else {
            MemoryItem item = source.get(random.nextInt(source.size()));
            world.source.expunge(INBOX, item.key());
            boolean wasCopied = target.stream().anyMatch(copy -> copy.text().equals(item.text()));
            if (world.mirror || !wasCopied) {
                expected.remove(item.text());
            }
        }
    }
}
