package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemKey;

class AdoptionTest {
    /** Each item is {@code key:header:size:second}; a second of {@code *} is any. */
    private static List<ItemFingerprint> items(String text) {
        return Arrays.stream(text.split(" "))
                .filter(word -> !word.equals("-"))
                .map(word -> word.split(":"))
                .map(parts ->
                        new ItemFingerprint(new ItemKey(parts[0]), Long.parseLong(parts[2]), date(parts[3]), parts[1]))
                .toList();
    }

    private static Instant date(String second) {
        return second.equals("*") ? ReceivedDates.ANY : Instant.ofEpochSecond(Long.parseLong(second));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing there                  | 1:h:9:5             | -                       | ''",
                "equal                          | 1:h:9:5             | a:h:9:5                 | 1=a",
                "other header                   | 1:h:9:5             | a:x:9:5                 | ''",
                "other date                     | 1:h:9:5             | a:h:9:6                 | ''",
                "any date                       | 1:h:9:*             | a:h:9:6                 | 1=a",
                "equal copies, first to first   | 1:h:9:5 2:h:9:5     | a:h:9:5 b:h:9:5         | 1=a 2=b",
                "one copy too few               | 1:h:9:5 2:h:9:5     | a:h:9:5                 | 1=a",
                "one copy too many              | 1:h:9:5             | a:h:9:5 b:h:9:5         | 1=a",
                "size decides before order      | 1:h:9:5 2:h:8:5     | a:h:8:5 b:h:9:5         | 2=a 1=b",
                "other size                     | 1:h:9:5             | a:h:8:5                 | ''",
            })
    void pairs(String name, String source, String target, String expected) {
        StringBuilder pairs = new StringBuilder();
        Adoption.pair(items(source), items(target))
                .forEach((item, copy) ->
                        pairs.append(' ').append(item.value()).append('=').append(copy.value()));

        assertThat(pairs.toString().strip()).isEqualTo(expected);
    }
}
