package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.FolderMark;

class FenceTest {
    private final World world = World.able();
    private final Instant begin = world.clock.instant();

    private FolderMark await(long sliceMillis) {
        CopyContext context = new CopyContext(
                new CopySettings(FolderChoice.ALL, -1, -1, 1, 1, false, LabelMode.ONE_COPY, world.spool),
                CopyProgress.SILENT,
                world.clock,
                world.clock);
        CopySession session = new CopySession(world.source.source(), world.target.target(), world.journal, context);
        return Objects.requireNonNull(
                new Fence(session).await(List.of(World.INBOX), sliceMillis).get(World.INBOX));
    }

    private Duration passed() {
        return Duration.between(begin, world.clock.instant());
    }

    @Test
    void waitsTwoSecondsWhereNothingArrives() {
        await(0);

        assertThat(passed()).isEqualTo(Fence.SILENCE);
    }

    @Test
    void waitsLongerForSlowServers() {
        await(700);

        assertThat(passed()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void waitsHalfAMinuteAtMostForTheSlowest() {
        await(600_000);

        assertThat(passed()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void waitsAgainAfterEachArrival() {
        world.tap.onCall("mark INBOX", () -> {
            if (passed().compareTo(Duration.ofSeconds(10)) < 0) {
                world.target.deliver(World.INBOX, World.mail("late"));
            }
        });

        FolderMark mark = await(0);

        assertThat(passed()).isEqualTo(Duration.ofMillis(9750).plus(Fence.SILENCE));
        assertThat(mark).isEqualTo(world.target.target().mark(World.INBOX).await());
    }

    @Test
    void doesNotWaitForeverWhereMailKeepsArriving() {
        world.tap.onCall("mark INBOX", () -> world.target.deliver(World.INBOX, World.mail("more")));

        await(0);

        assertThat(passed()).isEqualTo(Duration.ofMinutes(1));
    }
}
