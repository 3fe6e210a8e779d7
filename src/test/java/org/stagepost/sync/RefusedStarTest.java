package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.Marks.Flag;
import org.stagepost.mailbox.MemoryItem;

/** A target that stores a message without its star. */
class RefusedStarTest {
    private static final Marks STAR = new Marks(Set.of(Flag.FLAGGED), Set.of());
    private static final Marks SEEN = new Marks(Set.of(Flag.SEEN), Set.of("Later"));
    private static final Marks BOTH = new Marks(Set.of(Flag.FLAGGED, Flag.SEEN), Set.of("Later"));

    static List<List<Capability>> ladder() {
        return World.ladder();
    }

    private static World starred(List<Capability> capabilities) {
        World world = new World(capabilities);
        world.deliver(World.INBOX, World.mail("one", STAR));
        world.deliver(World.INBOX, World.mail("two", SEEN));
        world.deliver(World.INBOX, World.mail("three", BOTH));
        return world;
    }

    @ParameterizedTest
    @MethodSource("ladder")
    void aStarThatIsTakenOnlyAfterTheMessageIsOnTheTarget(List<Capability> capabilities) {
        World world = starred(capabilities);
        AtomicInteger asked = new AtomicInteger();
        world.target.refusingMarks(marks -> marks.flags().contains(Flag.FLAGGED) && asked.getAndIncrement() < 2);

        try (MailboxCopy copy = world.copier()) {
            World.run(copy);
            assertThat(copy.alterations()).isEqualTo(new Alterations(0, 0, 0));
        }

        assertThat(world.target.items(World.INBOX))
                .extracting(MemoryItem::marks)
                .containsExactly(STAR, SEEN, BOTH);
    }

    @ParameterizedTest
    @MethodSource("ladder")
    void aStarThatIsNotTakenIsCountedAndTheOtherMarksStay(List<Capability> capabilities) {
        World world = starred(capabilities);
        world.target.refusingMarks(marks -> marks.flags().contains(Flag.FLAGGED));

        try (MailboxCopy copy = world.copier()) {
            World.run(copy);
            assertThat(copy.alterations()).isEqualTo(new Alterations(0, 0, 2));
        }

        assertThat(world.target.items(World.INBOX))
                .extracting(MemoryItem::marks)
                .containsExactly(Marks.NONE, SEEN, SEEN);
    }
}
