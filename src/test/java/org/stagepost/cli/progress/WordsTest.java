package org.stagepost.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "99949, 99.9 kB",
        "99950, 100 kB",
        "999499, 999 kB",
        "999500, 1.0 MB",
        "31200000, 31.2 MB",
        "1500000000000, 1.5 TB",
        "9000000000000000, 9000 TB",
    })
    void sizesHaveThreeDigitsOrSo(long bytes, String words) {
        assertThat(Words.size(bytes)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "59, 59 s", "60, 1 min 00 s", "185, 3 min 05 s", "3600, 1 h 00 min", "7800, 2 h 10 min"})
    void timesHaveTwoUnits(long seconds, String words) {
        assertThat(Words.time(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"'0 items, 0 B', 0, 0", "'1 item, 12 B', 1, 12", "'1,204 items, 31.2 MB', 1204, 31200000"})
    void amountsAreItemsAndSize(String words, long items, long bytes) {
        assertThat(Words.amount(new Amount(items, bytes))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "59, 59 s",
        "60, 1 min",
        "3599, 59 min",
        "3600, 1.0 h",
        "7950, 2.2 h",
        "356000, 98.9 h",
        "360000, 4 d",
        "99999999999, 999 d"
    })
    void timesAreToldRoughlyWhereRoomIsScarce(long seconds, String words) {
        assertThat(Words.roughly(Duration.ofSeconds(seconds))).isEqualTo(words).hasSizeLessThanOrEqualTo(6);
    }
}
