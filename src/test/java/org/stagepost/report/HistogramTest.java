package org.stagepost.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void valuesLieFromTheirEdgeToTheNext() {
        Histogram histogram = Histogram.ofDurations(List.of(999L, 1_000L, 1_999L, 2_000L, 9_999L, 10_000L));

        assertThat(words(histogram)).isEqualTo("0 s: 1, 1 s: 2, 2 s: 1, 5 s: 1, 10 s: 1");
        assertThat(histogram.most()).isEqualTo(2);
    }

    @Test
    void emptyBinsStandOnlyBetweenOthers() {
        assertThat(words(Histogram.ofDurations(List.of(61_000L, 700_000L, 86_400_000L))))
                .isEqualTo(
                        "1 min: 1, 2 min: 0, 5 min: 0, 10 min: 1, 30 min: 0, 1 h: 0, 2 h: 0, 5 h: 0, 12 h: 0, 1 d: 1");
    }

    @Test
    void theLastBinIsOpen() {
        assertThat(words(Histogram.ofRates(List.of(0L, Long.MAX_VALUE))))
                .startsWith("0: 1, 1: 0")
                .endsWith("100k: 1");
    }

    @Test
    void nothingHasNoBins() {
        assertThat(Histogram.ofRates(List.of()).isEmpty()).isTrue();
    }

    private static String words(Histogram histogram) {
        return histogram.bins().stream()
                .map(bin -> bin.from() + ": " + bin.count())
                .collect(Collectors.joining(", "));
    }
}
