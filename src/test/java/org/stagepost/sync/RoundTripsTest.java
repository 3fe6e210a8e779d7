package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.MemoryLine;
import org.stagepost.model.FolderPath;

/** How often the engine waits for a long line: it must not depend on how many folders and slices there are. */
class RoundTripsTest {
    private final World world = World.able();
    private final MemoryLine line = new MemoryLine();

    private void mailbox(int folders, int items) {
        world.source.over(line);
        world.target.over(line);
        for (int i = 0; i < folders; i++) {
            FolderPath path = i == 0 ? World.INBOX : FolderPath.of("Folder " + i);
            world.source.folder(path).subscribe(path);
            for (int j = 0; j < items; j++) {
                world.deliver(path, World.mail("mail " + j));
            }
        }
    }

    @Test
    void aMailboxOfManySmallFoldersIsCopiedInAFewRoundTrips() {
        mailbox(14, 3);
        world.sliceItems = 250;
        world.sliceBytes = 1_000_000;

        world.copyAll();

        assertThat(world.target.items(FolderPath.of("Folder 13"))).hasSize(3);
        assertThat(line.roundTrips()).isLessThanOrEqualTo(5);
    }

    @Test
    void slicesOverlap() {
        mailbox(1, 60);
        world.source.folder(World.WORK); // is made, so that nothing is waited for
        world.sliceItems = 1;

        world.copyAll();

        world.assertSame(World.INBOX);
        assertThat(line.roundTrips()).isLessThan(25);
    }

    @Test
    void aTargetThatTellsNoKeysIsWaitedForAfterEachSlice() {
        world.target.with(List.of(Capability.ATOMIC_SLICES));
        mailbox(1, 60);
        world.sliceItems = 10;

        world.copyAll();

        world.assertSame(World.INBOX);
        assertThat(line.roundTrips()).isBetween(7L, 40L);
    }

    @Test
    void foldersAreOpenedAheadOfTheCopying() {
        mailbox(50, 1);
        world.sliceItems = 4;

        world.copyAll();

        assertThat(line.roundTrips()).isLessThan(20);
    }

    @Test
    void anUnchangedMailboxCostsOneRoundTripAndNoTarget() {
        mailbox(14, 3);
        world.copyAll();
        long before = line.roundTrips();
        world.targetIsDown();

        world.copyAll();

        assertThat(line.roundTrips() - before).isEqualTo(1);
    }

    @Test
    void oneChangedFolderIsTheOnlyOneThatIsLookedAt() {
        mailbox(14, 3);
        world.copyAll();
        world.deliver(FolderPath.of("Folder 7"), World.mail("new"));
        world.tap.heal();
        long before = line.roundTrips();

        world.copyAll();

        assertThat(world.tap.calls()).contains("changes Folder 7").noneMatch(call -> call.endsWith("Folder 8"));
        assertThat(line.roundTrips() - before).isLessThanOrEqualTo(5);
    }

    @Test
    void noItemIsReadTwiceBecauseFoldersAreOpenedMeanwhile() {
        mailbox(60, 0);
        for (int i = 0; i < 40; i++) {
            world.deliver(World.INBOX, World.mail("mail " + i));
        }
        world.sliceItems = 1;

        world.copyAll();

        world.assertSame(World.INBOX);
        assertThat(world.tap.calls().stream().filter("ask INBOX"::equals)).hasSize(40);
    }

    @Test
    void itemsThatArriveBeforeTheyMayBeSentAreReadAgain() {
        mailbox(20, 0);
        for (int i = 0; i < 40; i++) {
            world.deliver(World.INBOX, World.mail("mail " + i));
        }
        FolderPath last = FolderPath.of("Folder 9");
        world.deliver(last, World.mail("there already"));
        world.target.folder(last).deliver(last, World.mail("there already"));
        world.sliceItems = 1;

        FolderTally tally = world.copyAll();

        world.assertSame(World.INBOX, last);
        assertThat(tally).isEqualTo(new FolderTally(41, 40, 1, 0, 0, tally.bytesCopied()));
    }
}
