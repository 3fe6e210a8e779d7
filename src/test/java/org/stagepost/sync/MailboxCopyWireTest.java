package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryItem;

/** What is asked of the servers, when, and how often. */
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
    void anUnchangedFolderCostsAListingAndAPosition() {
        World world = World.able();
        world.deliver(World.INBOX, World.mail("one"));
        world.copyAll();
        world.tap.heal();

        world.copyAll();

        assertThat(world.tap.calls()).containsExactly("folders", "folders", "list INBOX", "mark INBOX");
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

        assertThat(world.tap.calls()).contains("since INBOX").doesNotContain("fingerprints INBOX");
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
    void aLongLookingAroundGivesAChanceToStop() {
        World world = World.able();
        world.source.folder(World.WORK);
        world.deliver(World.WORK, World.mail("work"));
        world.tap.onCall("list INBOX", () -> world.clock.sleep(Duration.ofMinutes(1)));
        MailboxCopy copy = world.copier();

        Slice nothing = copy.next().orElseThrow();
        copy.copy(nothing);

        assertThat(nothing.keys()).isEmpty();
        assertThat(copy.next().orElseThrow().keys()).hasSize(1);
    }
}
