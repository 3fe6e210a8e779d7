package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.SpecialUse;

/** The process dies before or after any call over the wire and any durable write; the next one goes on. */
class MailboxCopyCrashTest {
    private static final FolderPath SMALL = FolderPath.of("Small", "and new");

    private static World world(List<Capability> capabilities, Duration landing) {
        World world = new World(capabilities);
        world.target.landingAfter(landing).folder(World.WORK, SpecialUse.ARCHIVE);
        if (!landing.isZero()) {
            world.source.countingSizes(size -> size + 40); // not as the target does
        }
        world.source.folder(World.WORK).subscribe(World.WORK);
        for (int i = 0; i < 7; i++) {
            world.deliver(World.INBOX, World.mail("inbox " + i, i % 3 == 0 ? seen() : Marks.NONE));
            world.deliver(World.INBOX, World.mail("the same"));
        }
        for (int i = 0; i < 4; i++) {
            world.deliver(World.WORK, World.mail("work " + i));
        }
        world.source.folder(SMALL);
        world.deliver(SMALL, World.mail("small"));
        world.deliver(SMALL, World.mail("refused"));
        world.target.refusing((folder, item) ->
                item.text().contains("refused") ? Optional.of(FailureCode.ITEM_REFUSED) : Optional.empty());
        world.deliverForeign(World.INBOX, World.mail("of somebody else"));
        return world;
    }

    private static Marks seen() {
        return new Marks(Set.of(Marks.Flag.SEEN), Set.of("$Forwarded"));
    }

    /** What is sent lands at once, or so late that a restart is there first. */
    static Stream<Arguments> everyStep() {
        return World.ladder().stream().flatMap(capabilities -> Stream.of(Duration.ZERO, Duration.ofMillis(700))
                .flatMap(landing -> everyStep(capabilities, landing)));
    }

    private static Stream<Arguments> everyStep(List<Capability> capabilities, Duration landing) {
        World counting = world(capabilities, landing);
        counting.copyAll();
        int steps = counting.tap.calls().size();
        return IntStream.range(0, steps).boxed().flatMap(step -> Stream.of(false, true)
                .map(after -> Arguments.of(capabilities, landing.toMillis(), step, after)));
    }

    @ParameterizedTest(name = "{0}, landing after {1} ms, step {2}, after its effect: {3}")
    @MethodSource("everyStep")
    void resumesToTheSameResult(List<Capability> capabilities, long landingMillis, int step, boolean after) {
        World world = world(capabilities, Duration.ofMillis(landingMillis));
        world.tap.crashAt(step, after);

        assertThat(catchThrowable(world::copyAll)).isInstanceOf(Crash.class);
        world.tap.heal();
        world.deliverForeign(World.INBOX, World.mail("of somebody else, later"));
        world.source.mark(World.INBOX, new ItemKey("1"), new Marks(Set.of(), Set.of("$Forwarded")));
        world.source.mark(World.INBOX, new ItemKey("2"), seen());
        FolderTally tally = world.copyAll();

        world.assertSame(World.INBOX, World.WORK);
        assertThat(World.contents(world.target, SMALL)).hasSize(1);
        assertThat(tally.copied() + tally.adopted()).isEqualTo(19);
        assertThat(tally.skipped()).isEqualTo(1);
        assertThat(tally.inSource()).isEqualTo(20);
        assertThat(world.journal.skipped()).hasSize(1);

        world.target.refusing((folder, item) -> Optional.empty());
        world.copyAll();
        world.assertSame(World.INBOX, World.WORK, SMALL);
        world.tap.heal();
        world.copyAll();
        assertThat(world.tap.writes()).isEmpty();
    }

    private static World emptyTarget(List<Capability> capabilities, boolean workIsThere) {
        World world = new World(capabilities);
        world.target.landingAfter(Duration.ofMillis(700));
        if (workIsThere) {
            world.target.folder(World.WORK);
        }
        world.source.folder(World.WORK);
        for (int i = 0; i < 7; i++) {
            world.deliver(World.INBOX, World.mail("inbox " + i));
            world.deliver(World.INBOX, World.mail("the same"));
            world.deliver(World.WORK, World.mail("work " + i));
        }
        return world;
    }

    static Stream<Arguments> everyStepIntoAnEmptyTarget() {
        return World.ladder().stream()
                .flatMap(capabilities -> Stream.of(false, true).flatMap(workIsThere -> {
                    World counting = emptyTarget(capabilities, workIsThere);
                    counting.copyAll();
                    return IntStream.range(0, counting.tap.calls().size())
                            .boxed()
                            .flatMap(step -> Stream.of(false, true)
                                    .map(after -> Arguments.of(capabilities, workIsThere, step, after)));
                }));
    }

    /** What the dead process had sent goes on landing in folders that look empty. */
    @ParameterizedTest(name = "{0}, all folders there: {1}, step {2}, after its effect: {3}")
    @MethodSource("everyStepIntoAnEmptyTarget")
    void nothingIsThereTwiceThoughTheStateIsLostToo(
            List<Capability> capabilities, boolean workIsThere, int step, boolean after) {
        World world = emptyTarget(capabilities, workIsThere);
        world.tap.crashAt(step, after);

        assertThat(catchThrowable(world::copyAll)).isInstanceOf(Crash.class);
        world.tap.heal();
        world.journal.wipe();
        world.copyAll();
        world.clock.sleep(Duration.ofMinutes(1));

        world.assertSame(World.INBOX, World.WORK);
    }
}
