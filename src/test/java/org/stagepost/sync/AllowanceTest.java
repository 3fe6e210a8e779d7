package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.model.FolderPath;

/** What the engine does under limits of the servers. */
class AllowanceTest {
    private static final int ITEMS = 20;

    private final List<Integer> taken = new ArrayList<>();
    private int sliceItems = Integer.MAX_VALUE;
    private final AtomicInteger asked = new AtomicInteger();
    private int refusals;
    private boolean slow = true;

    private final Allowance allowance = new Allowance() {
        @Override
        public boolean isSlow() {
            return slow;
        }

        @Override
        public int sliceItems() {
            return sliceItems;
        }

        @Override
        public long sliceBytes() {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean take(int items, long sizeBytes) {
            if (refusals-- > 0) {
                return false;
            }
            taken.add(items);
            return true;
        }
    };

    private World world(List<Capability> capabilities) {
        World world = new World(capabilities);
        world.allowance = allowance;
        world.sliceItems = 100;
        world.sliceBytes = 1_000_000;
        for (int i = 0; i < ITEMS; i++) {
            world.deliver(World.INBOX, World.mail("mail " + i));
        }
        return world;
    }

    static List<List<Capability>> ladder() {
        return World.ladder();
    }

    @ParameterizedTest
    @MethodSource("ladder")
    void aLowRateMakesSlicesSmallAndEveryItemIsTakenOnce(List<Capability> capabilities) {
        World world = world(capabilities);
        sliceItems = 3;

        world.copyAll();

        world.assertSame(World.INBOX);
        assertThat(taken).hasSize(7).allMatch(items -> items <= 3);
        assertThat(taken.stream().mapToInt(Integer::intValue).sum()).isEqualTo(ITEMS);
    }

    @ParameterizedTest
    @MethodSource("ladder")
    void asLongAsTheTurnHasNotComeNothingIsReadOrSent(List<Capability> capabilities) {
        World world = world(capabilities);
        sliceItems = 3;
        refusals = 2;
        try (MailboxCopy copy = world.copier()) {
            Slice first = copy.next().orElseThrow();
            copy.copy(first);
            assertThat(copy.next()).contains(first);
            copy.copy(first);

            assertThat(world.tap.calls()).noneMatch(call -> call.startsWith("read") || call.startsWith("append"));
            assertThat(world.target.items(World.INBOX)).isEmpty();
            World.run(copy);
        }
        world.assertSame(World.INBOX);
    }

    @Test
    void underARateNoSliceIsAskedForBeforeItMayGo() {
        World world = world(List.of(Capability.KEYS_ON_APPEND, Capability.ATOMIC_SLICES));
        sliceItems = 3;
        try (MailboxCopy copy = world.copier(counted(world.source.source()), world.target.target())) {
            copy.copy(copy.next().orElseThrow());
            assertThat(asked).hasValue(1);
            Optional<Slice> second = copy.next();
            assertThat(asked).hasValue(1);
            copy.copy(second.orElseThrow());
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void aLimitByTheDayLeavesTheReadingAhead() {
        World world = world(List.of(Capability.KEYS_ON_APPEND, Capability.ATOMIC_SLICES));
        sliceItems = 3;
        slow = false;
        try (MailboxCopy copy = world.copier(counted(world.source.source()), world.target.target())) {
            copy.next();
            assertThat(asked).hasValueGreaterThan(1);
        }
    }

    /** Counts the slices that the source is asked for. */
    private SourceMailbox counted(SourceMailbox source) {
        return (SourceMailbox) Proxy.newProxyInstance(
                SourceMailbox.class.getClassLoader(),
                new Class<?>[] {SourceMailbox.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("read")) {
                        asked.incrementAndGet();
                    }
                    return method.invoke(source, arguments);
                });
    }

    @Test
    void aTargetThatIgnoresCaseGetsNoSecondFolder() {
        World world = new World(List.of(Capability.FOLDERS_IGNORE_CASE));
        world.target.folder(FolderPath.of("Work", "Plans"));
        world.source.folder(FolderPath.of("WORK")).folder(FolderPath.of("WORK", "plans", "old"));
        world.deliver(FolderPath.of("WORK"), World.mail("one"));
        world.deliver(FolderPath.of("WORK", "plans", "old"), World.mail("two"));

        world.copyAll();

        assertThat(world.target.items(FolderPath.of("Work"))).hasSize(1);
        assertThat(world.target.items(FolderPath.of("Work", "Plans", "old"))).hasSize(1);
        assertThat(world.target.folders())
                .extracting(folder -> folder.path().toString())
                .doesNotContain("WORK", "Work/plans");
        world.copyAll();
        assertThat(world.target.items(FolderPath.of("Work"))).hasSize(1);
    }

    @Test
    void onATargetThatKnowsCaseTheyAreTwo() {
        World world = new World(List.of());
        world.target.folder(FolderPath.of("Work"));
        world.source.folder(FolderPath.of("WORK"));
        world.deliver(FolderPath.of("WORK"), World.mail("one"));

        world.copyAll();

        assertThat(world.target.items(FolderPath.of("Work"))).isEmpty();
        assertThat(world.target.items(FolderPath.of("WORK"))).hasSize(1);
    }
}
