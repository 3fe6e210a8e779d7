package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> NAMES = List.of("run", "restart", "report", "batch", "user", "endpoint");

    @ParameterizedTest
    @CsvSource({
        "rnu, run",
        "Run, run",
        "rest, restart",
        "rep, report",
        "batches, batch",
        "users, user",
        "enpoint, endpoint",
        "endpiont, endpoint",
        "reprot, report",
    })
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(Nearest.to(typed, NAMES)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"''", "xyz", "migrate", "hello-world"})
    void findsNothingWhereNothingIsNear(String typed) {
        assertThat(Nearest.to(typed, NAMES)).isEmpty();
    }

    @Test
    void noNamesNoHint() {
        assertThat(Nearest.hint("run", List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "abc, abc, 0",
        "abc, acb, 1",
        "abc, ab, 1",
        "abc, abcd, 1",
        "abc, axc, 1",
        "kitten, sitting, 3",
        "'', abc, 3"
    })
    void distanceCountsLetters(String one, String other, int distance) {
        assertThat(Nearest.distance(one, other)).isEqualTo(distance);
        assertThat(Nearest.distance(other, one)).isEqualTo(distance);
    }
}
