package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

@Timeout(60)
class SecondLaneTest {
    private static final FolderPath[] FOLDERS = IntStream.range(0, 6)
            .mapToObj(i -> i == 0 ? World.INBOX : FolderPath.of("Folder " + i))
            .toArray(FolderPath[]::new);
    private static final int ITEMS = 10;

    private final World world = World.able();
    private final TakingTurns turns = new TakingTurns();
    private final AtomicInteger seconds = new AtomicInteger();
    private final AtomicBoolean delivered = new AtomicBoolean();

    SecondLaneTest() {
        for (FolderPath folder : FOLDERS) {
            world.source.folder(folder);
            for (int i = 0; i < ITEMS; i++) {
                world.deliver(folder, World.mail(folder + " " + i));
            }
        }
        world.pair = pair(30);
    }

    private PairOpening pair(long leastItems) {
        return new Second(leastItems);
    }

    private class Second implements PairOpening {
        private final long leastItems;

        Second(long leastItems) {
            this.leastItems = leastItems;
        }

        @Override
        public long leastItems() {
            return leastItems;
        }

        @Override
        public SourceMailbox openSource() {
            seconds.incrementAndGet();
            return turns.open(SourceMailbox.class, world.source::source);
        }

        @Override
        public TargetMailbox openTarget() {
            return turns.open(TargetMailbox.class, world.target::target);
        }
    }

    private MailboxCopy copier() {
        return world.copier(
                turns.open(SourceMailbox.class, world.source::source),
                turns.open(TargetMailbox.class, world.target::target));
    }

    private FolderTally copyAll() {
        try (MailboxCopy copy = copier()) {
            World.run(copy);
            return copy.tally();
        }
    }

    @Test
    void bothTogetherCopyEveryItemOnce() {
        FolderTally tally = copyAll();

        assertThat(tally.copied()).isEqualTo(FOLDERS.length * ITEMS);
        assertThat(seconds).hasValue(1);
        world.assertSame(FOLDERS);
    }

    @Test
    void eachConnectionListsTheFoldersWhoseNamesItUses() {
        copyAll();

        assertThat(world.tap.calls()).filteredOn("folders"::equals).hasSize(4);
    }

    @Test
    void aRunInWhichNothingChangedOpensNone() {
        copyAll();

        copyAll();

        assertThat(seconds).hasValue(1);
    }

    @Test
    void aSmallMailboxOpensNone() {
        world.pair = pair(1 + FOLDERS.length * ITEMS);

        copyAll();

        assertThat(seconds).hasValue(0);
        world.assertSame(FOLDERS);
    }

    @Test
    void theFirstCopiesAllWhereThereIsNoRoomForASecond() {
        world.pair = new Second(30) {
            @Override
            public Optional<PairOpening.Claim> claim() {
                return Optional.empty();
            }
        };

        copyAll();

        assertThat(seconds).hasValue(0);
        world.assertSame(FOLDERS);
    }

    @Test
    void theRoomOfTheSecondIsGivenBack() {
        AtomicInteger held = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        world.pair = new Second(30) {
            @Override
            public Optional<PairOpening.Claim> claim() {
                most.set(Math.max(most.get(), held.incrementAndGet()));
                return Optional.of(held::decrementAndGet);
            }
        };

        copyAll();

        assertThat(most).hasValue(1);
        assertThat(held).hasValue(0);
    }

    @Test
    void theFirstCopiesAllWhereTheServerAllowsNoSecond() {
        world.pair = new Second(30) {
            @Override
            public TargetMailbox openTarget() {
                throw new MigrationException(FailureCode.MAILBOX_THROTTLED, "too many connections");
            }
        };

        copyAll();

        world.assertSame(FOLDERS);
    }

    @Test
    void whatBreaksTheSecondEndsTheCopyAndTheNextGoesOn() {
        world.pair = new Second(30) {
            @Override
            public SourceMailbox openSource() {
                return breakingAfterOneSlice(super.openSource());
            }
        };
        assertThatThrownBy(this::copyAll).isInstanceOfSatisfying(MigrationException.class, e -> assertThat(e.code())
                .isEqualTo(FailureCode.CONNECTION_LOST));
        assertThat(delivered).isTrue();

        world.pair = pair(30);
        copyAll();

        world.assertSame(FOLDERS);
    }

    /** The first slice comes through, and every later one breaks the connection. */
    private SourceMailbox breakingAfterOneSlice(SourceMailbox source) {
        return (SourceMailbox) Proxy.newProxyInstance(
                SourceMailbox.class.getClassLoader(),
                new Class<?>[] {SourceMailbox.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("read") && delivered.getAndSet(true)) {
                        throw new MigrationException(FailureCode.CONNECTION_LOST, "the line broke");
                    }
                    return method.invoke(source, arguments);
                });
    }

    @Test
    void aStopTakesInWhatBothHaveUnderWay() {
        try (MailboxCopy copy = copier()) {
            Optional<Slice> slice = copy.next();
            copy.copy(slice.orElseThrow());
        }

        List<FolderState> states = world.journal.entries().stream()
                .map(entry -> FolderAccount.of(entry).orElseThrow().state())
                .toList();
        assertThat(states).isNotEmpty();
        long copied = states.stream().mapToLong(state -> state.copied().size()).sum();
        long onTarget = List.of(FOLDERS).stream()
                .mapToLong(folder -> world.target.items(folder).size())
                .sum();
        assertThat(copied).isEqualTo(onTarget).isPositive();
    }
}
