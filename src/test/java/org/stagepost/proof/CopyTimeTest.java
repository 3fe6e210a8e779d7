package org.stagepost.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyTimeTest {
    /** First copied in January, and last in June. */
    private final CopyTime time =
            new CopyTime(Instant.parse("2026-01-05T08:00:00.654321Z"), Instant.parse("2026-06-01T12:00:00Z"));

    @ParameterizedTest
    @CsvSource({
        "1900-01-01T00:00:00Z, 1970-01-02T00:00:00Z, true",
        "1969-12-31T00:00:00Z, 2038-01-19T00:00:00Z, false",
        "1970-01-02T00:00:00Z, 1970-01-03T00:00:00Z, false",
        "2040-01-01T00:00:00Z, 2026-02-01T10:00:00Z, true",
        "2040-01-01T00:00:00Z, 2026-01-05T08:00:00Z, true",
        "2040-01-01T00:00:00Z, 2026-01-05T07:50:00Z, true",
        "2040-01-01T00:00:00Z, 2026-01-05T07:49:59Z, false",
        "2026-06-01T12:00:01Z, 2026-03-01T10:00:00Z, true",
        // it arrived between two syncs: its date was the past when it was copied
        "2026-05-01T10:00:00Z, 2026-03-01T10:00:00Z, false",
        "2026-05-01T10:00:00Z, 2026-05-01T09:00:00Z, false",
        "2026-05-01T10:00:00Z, 2026-05-01T09:50:00Z, true",
        "2026-05-01T10:00:00Z, 2026-05-01T09:49:59Z, false",
        "2026-05-01T10:00:00Z, 2026-05-01T10:00:01Z, false",
        "2025-05-01T10:00:00Z, 2026-05-01T10:00:00Z, false"
    })
    void aDateIsReplacedOnlyByWhatServersKeepInstead(Instant wanted, Instant found, boolean replaced) {
        assertThat(time.mayReplace(wanted, found)).isEqualTo(replaced);
    }
}
