package org.stagepost.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.Marks;
import org.stagepost.sync.Allowance;

class PortionsTest {
    private final List<String> done = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "true,  'turn ask 1 take turn ask 2 take turn ask 3 take'",
        "false, 'turn ask 1 turn ask 2 take turn ask 3 take take'"
    })
    void nothingIsUnderWayWhileAServerWithRatesIsWaitedFor(boolean slow, String inOrder) {
        List<Evidence> items = IntStream.rangeClosed(1, 3)
                .mapToObj(uid -> Evidence.of(new ItemSummary(new ItemKey(Integer.toString(uid)), 10, Marks.NONE)))
                .toList();

        new Portions(oneAtATime(slow), () -> false)
                .ask(
                        items,
                        Evidence::sizeBytes,
                        keys -> {
                            done.add("ask " + keys.get(0).value());
                            return () -> keys;
                        },
                        keys -> done.add("take"));

        assertThat(String.join(" ", done)).isEqualTo(inOrder);
    }

    private Allowance oneAtATime(boolean slow) {
        return new Allowance() {
            @Override
            public boolean isSlow() {
                return slow;
            }

            @Override
            public int sliceItems() {
                return 1;
            }

            @Override
            public long sliceBytes() {
                return Long.MAX_VALUE;
            }

            @Override
            public boolean take(int items, long sizeBytes) {
                done.add("turn");
                return true;
            }
        };
    }
}
