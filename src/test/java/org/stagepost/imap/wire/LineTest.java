package org.stagepost.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineTest {
    private static final long MILLI = 1_000_000;

    private final Line line = new Line();

    /** Shortest round trip, bytes, and how long they were waited for. */
    @ParameterizedTest
    @CsvSource({
        "40, 4000000, 400, true",
        "40,       1, 400, true",
        "40, 4000001, 400, false",
        "40,       1, 399, false",
        " 5, 4000000, 400, true",
        " 4, 4000000, 999, false"
    })
    void isTheBottleneckWhenItIsLongAndSlow(long trip, long bytes, long waited, boolean expected) {
        line.exchanged(trip * MILLI);
        line.streamed(bytes, waited * MILLI);

        assertThat(line.isBottleneck()).isEqualTo(expected);
    }

    /** A busy server answers late, but a near one does not do so every time. */
    @Test
    void isAsLongAsItsShortestExchange() {
        line.streamed(4_000_000, 9999 * MILLI);
        line.exchanged(40 * MILLI);
        assertThat(line.isBottleneck()).isTrue();

        line.exchanged(1 * MILLI);
        line.exchanged(40 * MILLI);
        assertThat(line.isBottleneck()).isFalse();
    }

    @Test
    void isAsFastAsAllThatCameOverIt() {
        line.exchanged(40 * MILLI);
        line.streamed(4_000_000, 4_000 * MILLI);
        assertThat(line.isBottleneck()).isTrue();

        line.streamed(40_000_000, 0);
        assertThat(line.isBottleneck()).isFalse();
    }

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(line.isBottleneck()).isFalse();
    }
}
