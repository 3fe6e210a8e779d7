package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EightBytesTest {
    @Property
    void findsWhatALoopFinds(
            @ForAll @Size(max = 40) byte[] bytes,
            @ForAll @IntRange(max = 40) int from,
            @ForAll @IntRange(min = 1, max = 0x80) int limit) {
        int begin = Math.min(from, bytes.length);

        assertThat(EightBytes.firstAbove7F(bytes, begin, bytes.length)).isEqualTo(loop(bytes, begin, b -> b > 0x7F));
        assertThat(EightBytes.first80(bytes, begin, bytes.length)).isEqualTo(loop(bytes, begin, b -> b == 0x80));
        assertThat(EightBytes.firstBelow(limit, bytes, begin, bytes.length))
                .isEqualTo(loop(bytes, begin, b -> b < limit));
    }

    /** A neighbour's borrow must neither hide a byte nor invent one. */
    @Test
    void findsEachByteBesideEachOther() {
        for (int one = 0; one < 256; one++) {
            for (int other = 0; other < 256; other++) {
                byte[] bytes = {'a', (byte) one, (byte) other, 'b', (byte) 0xFF, (byte) 0x81, 'c', 'd', 'e', (byte) one
                };

                assertThat(EightBytes.first80(bytes, 0, bytes.length)).isEqualTo(loop(bytes, 0, b -> b == 0x80));
                assertThat(EightBytes.firstBelow(14, bytes, 0, bytes.length)).isEqualTo(loop(bytes, 0, b -> b < 14));
            }
        }
    }

    private static int loop(byte[] bytes, int begin, IntPredicate wanted) {
        return IntStream.range(begin, bytes.length)
                .filter(i -> wanted.test(bytes[i] & 0xFF))
                .findFirst()
                .orElse(bytes.length);
    }
}
