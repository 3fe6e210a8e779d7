package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In Berlin the clocks go forward on 28 March 2027, from 2 to 3, and back on 31 October 2027, from 3 to 2. */
class CronScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        // an ordinary night; the night without half past two; the night with two of them
        "0 30 2 * * *, 2027-03-26T00:00:00Z, 26T02:30+01:00 27T02:30+01:00 28T03:30+02:00 29T02:30+02:00",
        "0 30 2 * * *, 2027-10-29T22:00:00Z, 30T02:30+02:00 31T02:30+02:00 01T02:30+01:00 02T02:30+01:00",
        "0 0 3 * * *, 2027-03-26T12:00:00Z, 27T03:00+01:00 28T03:00+02:00 29T03:00+02:00 30T03:00+02:00",
        "@daily, 2027-03-27T12:00:00Z, 28T00:00+01:00 29T00:00+02:00 30T00:00+02:00 31T00:00+02:00",
        // two and three o'clock are one moment in March
        "0 0 2-3 * * *, 2027-03-27T12:00:00Z, 28T03:00+02:00 29T02:00+02:00 29T03:00+02:00 30T02:00+02:00",
        // every hour that passes
        "0 0 * * * *, 2027-03-28T00:30:00Z, 28T03:00+02:00 28T04:00+02:00 28T05:00+02:00 28T06:00+02:00",
        "0 0 * * * *, 2027-10-30T23:30:00Z, 31T02:00+02:00 31T02:00+01:00 31T03:00+01:00 31T04:00+01:00",
        "@hourly, 2027-10-30T23:30:00Z, 31T02:00+02:00 31T02:00+01:00 31T03:00+01:00 31T04:00+01:00",
    })
    void aFixedTimeComesOnceADayAndEveryHourIsEveryHour(String fields, Instant after, String times) {
        CronSchedule schedule = new CronSchedule(fields, BERLIN.getId());
        List<Instant> next = new ArrayList<>();
        Instant time = after;
        for (int i = 0; i < 4; i++) {
            time = schedule.next(time).orElseThrow();
            next.add(time);
        }

        String found = next.stream()
                .map(each -> each.atZone(BERLIN).toOffsetDateTime().toString().substring("2027-03-".length()))
                .collect(Collectors.joining(" "));
        assertThat(found).isEqualTo(times);
    }

    @Test
    void withoutAZoneItIsUtc() {
        assertThat(new CronSchedule("0 0 2 * * *", "").next(Instant.parse("2027-03-28T00:00:00Z")))
                .contains(Instant.parse("2027-03-28T02:00:00Z"));
    }

    @Test
    void aDayThatNeverComesIsNotWaitedFor() {
        assertThat(new CronSchedule("0 0 2 30 2 *", "").next(Instant.parse("2027-01-01T00:00:00Z")))
                .isEmpty();
    }
}
