package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.stagepost.migration.DailyTraffic.Meter;
import org.stagepost.migration.DailyTraffic.Way;
import org.stagepost.testing.PassingTime;

class DailyLimitsTest {
    private static final Meter METER = new Meter(Way.DOWN, "imap://old.example.test:993 ann/");

    private final PassingTime time = new PassingTime();
    private final MemoryTraffic traffic = new MemoryTraffic();
    private final DailyLimits days = new DailyLimits(traffic, time);

    @Test
    void whatTwoHaveSeenRoomForIsTakenByOne() {
        assertThat(days.hasRoom(METER, 500, 300)).isTrue();
        assertThat(days.hasRoom(METER, 500, 300)).isTrue();

        assertThat(days.take(METER, 500, 300)).isTrue();
        assertThat(days.take(METER, 500, 300)).isFalse();

        assertThat(traffic.days.get(METER)).extracting(day -> day.bytes()).isEqualTo(300L);
        assertThat(days.usedUpUntil(METER, 500)).contains(PassingTime.BEGIN.plus(Duration.ofHours(24)));
    }

    @Test
    void whatIsGivenBackMayBeTakenAlsoByALargeItem() {
        days.take(METER, 500, 400);

        days.giveBack(METER, 400);

        assertThat(days.take(METER, 500, 900)).isTrue();
    }

    @Test
    void daysThatWereOverLongAgoAreForgotten() {
        days.take(METER, 500, 400);

        time.sleep(Duration.ofDays(6));
        days.forgetOld();
        assertThat(traffic.days).hasSize(1);
        time.sleep(Duration.ofDays(2));
        days.forgetOld();

        assertThat(traffic.days).isEmpty();
        assertThat(days.take(METER, 500, 400)).isTrue();
    }
}
