package org.stagepost.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuietHoursTest {
    /** 2026-11-27 is a Friday. */
    @ParameterizedTest
    @CsvSource({
        "Mon-Fri 08:00-18:00 UTC,           2026-11-27T08:00:00Z, 2026-11-27T18:00:00Z",
        "Mon-Fri 08:00-18:00 UTC,           2026-11-27T17:59:59Z, 2026-11-27T18:00:00Z",
        "Mon-Fri 08:00-18:00 UTC,           2026-11-27T18:00:00Z, ",
        "Mon-Fri 08:00-18:00 UTC,           2026-11-27T07:59:59Z, ",
        "Mon-Fri 08:00-18:00 UTC,           2026-11-28T12:00:00Z, ",
        "Mon-Fri 08:00-18:00 Europe/Berlin, 2026-11-27T07:30:00Z, 2026-11-27T17:00:00Z",
        "Fri 22:00-06:00 UTC,               2026-11-28T05:00:00Z, 2026-11-28T06:00:00Z",
        "Fri 22:00-06:00 UTC,               2026-11-27T05:00:00Z, ",
        "Sat-Mon 00:00-00:00 UTC,           2026-11-29T12:00:00Z, 2026-11-30T00:00:00Z",
        "22:00-06:00 UTC,                   2026-11-27T23:00:00Z, 2026-11-28T06:00:00Z"
    })
    void holdFromTheirBeginningToTheirEnd(String text, Instant now, Instant end) {
        QuietHours hours = QuietHours.parse(text).orElseThrow();

        if (end == null) {
            assertThat(hours.end(now)).isEmpty();
        } else {
            assertThat(hours.end(now)).contains(end);
        }
    }

    /** On the last Sunday of October an hour comes twice. */
    @Test
    void aNightWithAnHourMoreEndsByTheClock() {
        QuietHours hours = QuietHours.parse("22:00-06:00 Europe/Berlin").orElseThrow();

        assertThat(hours.end(Instant.parse("2026-10-24T21:00:00Z"))).contains(Instant.parse("2026-10-25T05:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mon-Fri 08:00-18:00 Europe/Berlin",
                "Fri-Mon 22:00-06:00 Z",
                "Sun 00:00-00:00 UTC",
                "08:00-18:00 UTC"
            })
    void areWrittenAsTheyAreRead(String text) {
        assertThat(QuietHours.parse(text).orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "8-18 UTC", "Fry 08:00-18:00 UTC", "08:00-25:00 UTC", "08:00-18:00", "08:00-18:00 Berlin"})
    void otherTextIsNone(String text) {
        assertThat(QuietHours.parse(text)).isEmpty();
    }
}
