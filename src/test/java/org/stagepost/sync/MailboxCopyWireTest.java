package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.model.FolderPath;

/** What is asked of the servers, when, and how often; and servers that behave oddly. */
class MailboxCopyWireTest {
    private static final Marks SEEN = new Marks(Set.of(Marks.Flag.SEEN), Set.of("New"));

    @Test
    void marksThatChangeWhileTheirSliceIsOnItsWayAreWrittenInTheNextRun() {
        World world = World.able();
        ItemKey key = world.deliver(World.INBOX, World.mail("one"));
        MailboxCopy copy = world.copier();
        Slice slice = copy.next().orElseThrow();
        world.source.mark(World.INBOX, key, SEEN);
        copy.copy(slice);
        copy.close();

        world.copyAll();

        assertThat(world.target.items(World.INBOX))
                .extracting(MemoryItem::marks)
                .containsExactly(SEEN);
    }

    @Test
    void anUnchangedMailboxCostsAListOfItsFolders() {
        World world = World.able();
        world.deliver(World.INBOX, World.mail("one"));
        world.copyAll();
        world.tap.heal();

        world.copyAll();

        assertThat(world.tap.calls()).containsExactly("folders");
    }

    @Test
    void aRestartAfterACleanEndDoesNotWait() {
        World world = World.able();
        world.deliver(World.INBOX, World.mail("one"));
        world.deliverForeign(World.INBOX, World.mail("foreign"));
        world.copyAll();
        world.deliverForeign(World.INBOX, World.mail("foreign, too"));
        var before = world.clock.instant();

        world.copyAll();

        assertThat(world.clock.instant()).isEqualTo(before);
    }

    @Test
    void foreignMailMakesOnlyNewItemsOfItsSizeBeLookedAt() {
        World world = World.able();
        world.deliver(World.INBOX, World.mail("one"));
        world.copyAll();
        world.deliverForeign(World.INBOX, World.mail("a foreign one"));
        world.deliver(World.INBOX, World.mail("two"));
        world.tap.heal();

        world.copyAll();

        assertThat(world.tap.calls().stream().filter("fingerprints INBOX"::equals))
                .hasSize(1);
        assertThat(world.tap.calls()).doesNotContain("since INBOX");
    }

    @Test
    void aTargetThatForgetsAKeyNowAndThenIsAskedForIt() {
        World world = new World(List.of());
        for (int i = 0; i < 4; i++) {
            world.deliver(World.INBOX, World.mail("mail " + i));
        }
        world.tap.onCall("append INBOX", () -> world.target.with(Set.of(Capability.KEYS_ON_APPEND)));
        world.tap.onCall("append wait INBOX", () -> world.target.with(Set.of()));
        world.target.with(Set.of(Capability.KEYS_ON_APPEND));
        world.copyAll();
        world.tap.heal();

        world.source.mark(World.INBOX, new ItemKey("2"), SEEN);
        world.copyAll();

        assertThat(world.target.items(World.INBOX).get(1).marks()).isEqualTo(SEEN);
    }

    @Test
    void aLostStateWaitsForWhatADeadProcessHasSent() {
        World world = new World(Set.of(Capability.KEYS_ON_APPEND));
        for (int i = 0; i < 6; i++) {
            world.deliver(World.INBOX, World.mail("mail " + i));
        }
        world.sliceItems = 6;
        world.target.landingAfter(Duration.ofMillis(300));
        world.tap.onCall("append wait INBOX", () -> {
            throw new Crash("all sent, nothing acknowledged");
        });
        assertThatThrownBy(world::copyAll).isInstanceOf(Crash.class);
        world.clock.sleep(Duration.ofMillis(400));

        world.journal.wipe();
        world.tap.onCall("append wait INBOX", () -> {});
        world.copyAll();

        world.assertSame(World.INBOX);
    }

    @Test
    void aLongFolderIsNotLookedThroughFromItsBeginningAfterACrash() {
        World world = World.able();
        for (int i = 0; i < 25; i++) {
            world.deliver(World.INBOX, World.mail("mail " + i));
        }
        world.sliceItems = 1;
        MailboxCopy copy = world.copier();
        for (int i = 0; i < 24; i++) {
            copy.copy(copy.next().orElseThrow());
        }

        assertThat(FolderStateCodec.decode(world.journal.entries().get(0).state()))
                .hasValueSatisfying(
                        state -> assertThat(state.tbase().position()).isEqualTo("21"));
    }

    @Test
    void aLongLookingAroundGivesAChanceToStop() {
        World world = World.able();
        world.source.folder(World.WORK);
        world.deliver(World.WORK, World.mail("work"));
        world.tap.onCall("list INBOX", () -> world.clock.sleep(Duration.ofMinutes(1)));
        MailboxCopy copy = world.copier();

        Slice nothing = copy.next().orElseThrow();
        copy.copy(nothing);

        assertThat(nothing.isEmpty()).isTrue();
        assertThat(copy.next().orElseThrow().items()).isEqualTo(1);
    }

    @Test
    void anItemThatIsListedAgainHasNotVanished() {
        World world = World.able();
        for (int i = 0; i < 4; i++) {
            world.deliver(World.INBOX, World.mail("mail " + i));
        }
        world.source.leavingOut(item -> item.text().contains("mail 2"));
        assertThat(world.copyAll().vanished()).isEqualTo(1);

        world.source.leavingOut(item -> false);
        FolderTally tally = world.copyAll();

        assertThat(tally.vanished()).isZero();
        world.assertSame(World.INBOX);
    }

    @Test
    void foldersThatTheTargetEscapesToOneNameAreKeptApart() {
        World world = World.able();
        world.source.folder(FolderPath.of("a*")).folder(FolderPath.of("a?"));
        world.target.escapingNames(
                path -> FolderPath.parse(path.toString().replace('*', '_').replace('?', '_')));

        world.copyAll();
        world.copyAll();

        assertThat(world.journal.entries())
                .extracting(JournalEntry::target)
                .containsExactly(World.INBOX, FolderPath.of("a_"), FolderPath.of("a_~2"));
    }
}
