package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;

class CopiedItemsTest {
    private static final List<Marks> MARKS =
            List.of(Marks.NONE, new Marks(Set.of(Marks.Flag.SEEN, Marks.Flag.DRAFT), Set.of("$Junk", "Wichtig")));

    /** Mostly consecutive, sometimes not, sometimes unkeyed, sometimes no numbers; no target key twice. */
    static List<CopiedItem> randomItems(Random random, int count, long targetFrom) {
        List<CopiedItem> items = new ArrayList<>();
        long source = random.nextInt(50);
        long target = targetFrom;
        for (int i = 0; i < count; i++) {
            source = random.nextInt(6) == 0 ? random.nextInt(200) : source + 1;
            target += random.nextInt(6) == 0 ? 1 + random.nextInt(9) : 1;
            ItemKey key = random.nextInt(12) == 0 ? new ItemKey("a" + source) : KeyNumber.key(source);
            Marks marks = MARKS.get(random.nextInt(4) / 3);
            items.add(
                    random.nextInt(7) == 0
                            ? CopiedItem.unkeyed(key, marks)
                            : CopiedItem.keyed(key, KeyNumber.key(target), marks));
        }
        return items;
    }

    static String content(CopiedItem item) {
        return item.source() + ">" + item.copy() + item.marks();
    }

    @RepeatedTest(200)
    void findsWhatWasPutLast(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        Map<ItemKey, CopiedItem> model = new HashMap<>();
        CopiedItems items = CopiedItems.NONE;

        for (int slice = 0; slice < 5; slice++) {
            List<CopiedItem> more = randomItems(random, 1 + random.nextInt(20), slice * 80L);
            more.forEach(item -> model.put(item.source(), item));
            items = items.plus(more);
        }

        for (int number = 0; number < 260; number++) {
            for (String prefix : List.of("", "a")) {
                ItemKey key = new ItemKey(prefix + number);
                assertThat(items.find(key).map(CopiedItemsTest::content).orElse("none"))
                        .isEqualTo(model.containsKey(key) ? content(model.get(key)) : "none");
                assertThat(items.contains(key)).isEqualTo(model.containsKey(key));
            }
        }
        Set<ItemKey> known = new java.util.HashSet<>();
        model.values().forEach(item -> item.copy().ifPresent(known::add));
        for (int number = 0; number < 400; number++) {
            assertThat(items.targets().test(KeyNumber.key(number))).isEqualTo(known.contains(KeyNumber.key(number)));
        }
    }

    @Test
    void consecutiveItemsAreOneRun() {
        CopiedItems items = CopiedItems.NONE;
        for (int i = 1; i <= 1000; i++) {
            items = items.plus(List.of(CopiedItem.keyed(KeyNumber.key(i), KeyNumber.key(i + 70), Marks.NONE)));
        }

        assertThat(items.runs()).containsExactly(new CopiedRun(1, 71, 1000, Marks.NONE));
    }

    @Test
    void keysThatOnlyLookLikeNumbersStayAsTheyAre() {
        for (String text : List.of("007", "9223372036854775808", "-1", "\u0661", "1 ")) {
            assertThat(KeyNumber.of(new ItemKey(text))).as(text).isEqualTo(KeyNumber.NONE);
        }
    }
}
