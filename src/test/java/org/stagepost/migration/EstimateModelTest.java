package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stagepost.endpoint.EndpointLimits;
import org.stagepost.endpoint.QuietHours;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.ServerTraits;
import org.stagepost.mailbox.ServerTraits.Announcing;
import org.stagepost.mailbox.ServerTraits.Changes;
import org.stagepost.migration.EstimateModel.Measured;
import org.stagepost.migration.EstimateModel.Terms;
import org.stagepost.migration.EstimateModel.Work;
import org.stagepost.sync.MailboxForecast.Amount;

/** The bound that holds longest decides. */
class EstimateModelTest {
    private static final Instant MONDAY_MORNING = Instant.parse("2026-11-30T07:00:00Z");
    private static final long GIGABYTE = 1_000_000_000;

    private Duration trip = Duration.ofNanos(50_000);
    private OptionalLong rate = OptionalLong.of(400_000_000);
    private EndpointLimits limits = EndpointLimits.of(20, 10);
    private Optional<ServerTraits> target = traits(Announcing.NEVER_WAITS, Capability.ATOMIC_SLICES);
    private int atOnce = 20;

    private static Optional<ServerTraits> traits(Announcing announcing, Capability... some) {
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        capabilities.addAll(List.of(some));
        return Optional.of(
                new ServerTraits(capabilities, List.of(), announcing, Changes.ALL, false, OptionalLong.empty()));
    }

    private RunEstimate of(int mailboxes, long items, long bytes) {
        return of(mailboxes, items, bytes, bytes / mailboxes);
    }

    private RunEstimate of(int mailboxes, long items, long bytes, long largest) {
        Measured measured = new Measured(Duration.ofMillis(10), 10, trip, trip, rate);
        Terms terms = new Terms(atOnce, target, List.of(limits, EndpointLimits.DEFAULT), MONDAY_MORNING);
        return new EstimateModel(measured, terms)
                .estimate(new Work(
                        mailboxes,
                        mailboxes * 10L,
                        mailboxes * 10L,
                        new Amount(items, bytes),
                        new Amount(items / mailboxes, largest)));
    }

    private static double seconds(RunEstimate estimate) {
        return estimate.likely().toMillis() / 1000.0;
    }

    @Test
    void manySmallMailboxesTakeWhatTheirOpeningAndFoldersTake() {
        assertThat(seconds(of(1000, 1000, 1_000_000)) - seconds(of(500, 500, 500_000)))
                .isCloseTo(500 * 0.010 * (1 + 10 * EstimateModel.FOLDER_LOOKS), within(0.5));
    }

    @Test
    void aSlowLineDecides() {
        rate = OptionalLong.of(1_000_000);

        assertThat(seconds(of(20, 1000, GIGABYTE))).isCloseTo(1000, within(30.0));
    }

    @Test
    void aFarTargetThatLetsEachItemWaitDecides() {
        trip = Duration.ofMillis(40);
        target = traits(Announcing.ALWAYS_WAITS);

        RunEstimate waiting = of(20, 100_000, 100_000_000);
        target = traits(Announcing.NEVER_WAITS, Capability.ATOMIC_SLICES);
        RunEstimate streaming = of(20, 100_000, 100_000_000);

        assertThat(seconds(waiting)).isCloseTo(100_000 * 0.040 / 20, within(20.0));
        assertThat(seconds(streaming)).isLessThan(20);
    }

    @Test
    void oneLargeMailboxIsCopiedByOneAtATime() {
        trip = Duration.ofMillis(40);
        target = traits(Announcing.ALWAYS_WAITS);

        assertThat(seconds(of(1, 100_000, 100_000_000))).isGreaterThan(4000);
    }

    @Test
    void ratesAreKept() {
        limits = new EndpointLimits(20, 10, 0, 50, 0, 0, 0, List.of());

        assertThat(seconds(of(20, 10_000, GIGABYTE))).isCloseTo(200, within(5.0));
    }

    @Test
    void whatOneDayAllowsOfTheLargestMailboxIsKept() {
        limits = new EndpointLimits(20, 10, 0, 0, 0, GIGABYTE, 0, List.of());

        assertThat(of(20, 1000, 20 * GIGABYTE, GIGABYTE).likely()).isLessThan(Duration.ofHours(1));
        assertThat(of(20, 1000, 20 * GIGABYTE, GIGABYTE + 1).likely()).isEqualTo(Duration.ofDays(1));
        assertThat(of(20, 1000, 20 * GIGABYTE, 4 * GIGABYTE).likely()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void quietHoursAreSatOut() {
        limits = new EndpointLimits(
                20,
                10,
                0,
                0,
                1_000_000,
                0,
                0,
                List.of(QuietHours.parse("Mon-Fri 08:00-18:00 UTC").orElseThrow()));

        // one hour before they begin, and two hours of work: the second one is after 18:00
        Duration likely = of(20, 1000, 7200 * 1_000_000L).likely();

        assertThat(likely).isBetween(Duration.ofHours(12), Duration.ofHours(12).plusMinutes(5));
    }

    @Test
    void quietHoursWithoutEndDoNotHang() {
        limits = new EndpointLimits(
                20,
                10,
                0,
                0,
                0,
                0,
                0,
                List.of(QuietHours.parse("00:00-00:00 UTC").orElseThrow()));

        assertThat(of(1, 1, 1).likely()).isGreaterThan(Duration.ofDays(1));
    }

    @Test
    void fewerAtATimeThanMailboxesAreNotWaitedFor() {
        assertThat(of(3, 3, 3).atOnce()).isEqualTo(3);
        atOnce = 2;
        assertThat(of(3, 3, 3).atOnce()).isEqualTo(2);
    }

    @Test
    void whatItRestsOnIsSaid() {
        rate = OptionalLong.empty();
        limits = new EndpointLimits(20, 10, 0, 5, 0, 0, 0, List.of());

        assertThat(of(2, 2, 2).assumptions())
                .anySatisfy(words -> assertThat(words).contains("10.0 ms for each mailbox", "10 at a time"))
                .anySatisfy(words -> assertThat(words).contains("too little to read"))
                .anySatisfy(words -> assertThat(words).startsWith("assumed:"))
                .anySatisfy(words -> assertThat(words).contains("rates, daily limits and quiet hours"));
    }
}
