package org.stagepost.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseTest {
    @ParameterizedTest
    @CsvSource({
        "1.2.3, 1.2",
        "1.2, 1.2",
        "0.10.0-SNAPSHOT, 0.10",
        "1.2-rc1, 1.2",
        "unpackaged, unpackaged",
        "1, 1",
        "1.x, 1.x"
    })
    void formatIsMajorAndMinorNumber(String version, String format) {
        assertThat(new Release(version).format()).isEqualTo(format);
    }

    @Test
    void nothingIsNoVersion() {
        assertThatThrownBy(() -> new Release(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Release("1".repeat(65))).isInstanceOf(IllegalArgumentException.class);
    }
}
