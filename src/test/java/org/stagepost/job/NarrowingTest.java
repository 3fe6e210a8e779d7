package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.sync.CopyAttempt;
import org.stagepost.sync.PoisonItem;
import org.stagepost.sync.Slice;
import org.stagepost.sync.SlicePart;

@Timeout(20)
class NarrowingTest {
    private static final int USUAL = 100;
    private static final MigrationException BREAK =
            new MigrationException(FailureCode.CONNECTION_LOST, "the server hung up");

    private final Narrowing narrowing = new Narrowing();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 57, 99, 100, 249})
    void findsTheItemThatBreaksEveryConnection(int poisonous) {
        Copying copying = new Copying(250, poisonous);

        copying.run();

        assertThat(copying.skipped).containsExactly(poisonous);
        assertThat(copying.copied).hasSize(249).doesNotHaveDuplicates();
        assertThat(copying.breaks).isLessThanOrEqualTo(7);
    }

    @Test
    void aBreakAfterProgressNarrowsNothing() {
        narrowing.attempt();
        narrowing.copied(100);
        narrowing.broke(slice(100, 100), BREAK, FailureCode.ITEM_UNREADABLE);

        assertThat(narrowing.attempt()).isEqualTo(CopyAttempt.FIRST);
    }

    @Test
    void onceAloneMayBeChance() {
        breakAt(slice(0, 100), 2);
        breakAt(slice(0, 1), 1);
        narrowing.attempt();
        narrowing.copied(1);
        breakAt(slice(1, 1), 1);

        assertThat(narrowing.attempt().poison()).isEmpty();
    }

    @Test
    void theItemIsNamedWithItsFateAndTheServersWords() {
        breakAt(slice(0, 100), 2);
        breakAt(slice(0, 1), 2);

        assertThat(narrowing.attempt().poison())
                .containsExactly(new PoisonItem(slice(0, 1), FailureCode.ITEM_REFUSED, "the server hung up"));
    }

    @Test
    void slicesAreOfTheUsualSizeAgainWhenEnoughWentThroughOneByOne() {
        breakAt(slice(0, 100), 1);
        narrowing.attempt();
        narrowing.copied(Narrowing.ENOUGH - 1);
        assertThat(narrowing.isOver()).isFalse();
        narrowing.copied(1);
        assertThat(narrowing.isOver()).isTrue();
        narrowing.widen();

        assertThat(narrowing.isOver()).isFalse();
        assertThat(narrowing.attempt().sliceItems(USUAL)).isEqualTo(USUAL);
    }

    @Test
    void slicesShrinkToOneItem() {
        assertThat(IntStream.range(0, 5).map(level -> new CopyAttempt(level, List.of()).sliceItems(USUAL)))
                .containsExactly(100, 10, 1, 1, 1);
        assertThat(new CopyAttempt(1, List.of()).sliceItems(5)).isEqualTo(1);
    }

    private void breakAt(Slice slice, int times) {
        for (int i = 0; i < times; i++) {
            narrowing.attempt();
            narrowing.broke(slice, BREAK, FailureCode.ITEM_REFUSED);
        }
    }

    private static Slice slice(int from, int items) {
        List<ItemKey> keys = IntStream.range(from, from + items)
                .mapToObj(i -> new ItemKey(String.valueOf(i)))
                .toList();
        return new Slice(List.of(new SlicePart(FolderPath.INBOX, keys, items)));
    }

    private static List<ItemKey> keys(Slice slice) {
        return slice.parts().get(0).keys();
    }

    /** Copies as the engine does, with a server that hangs up at one item. */
    private final class Copying {
        private final int items;
        private final int poisonous;
        private final List<Integer> copied = new ArrayList<>();
        private final List<Integer> skipped = new ArrayList<>();
        private int next;
        private int breaks;

        Copying(int items, int poisonous) {
            this.items = items;
            this.poisonous = poisonous;
        }

        void run() {
            while (next < items) {
                session(narrowing.attempt());
            }
        }

        private void session(CopyAttempt attempt) {
            while (next < items && !narrowing.isOver()) {
                Slice slice = slice(next, Math.min(attempt.sliceItems(USUAL), items - next));
                if (attempt.poison().stream().anyMatch(item -> item.alone().equals(slice))) {
                    skipped.add(next++);
                    narrowing.copied(1);
                } else if (keys(slice).contains(new ItemKey(String.valueOf(poisonous)))) {
                    breaks++;
                    narrowing.broke(slice, BREAK, FailureCode.ITEM_UNREADABLE);
                    return;
                } else {
                    keys(slice).forEach(key -> copied.add(next++));
                    narrowing.copied(slice.items());
                }
            }
            narrowing.widen();
        }
    }
}
