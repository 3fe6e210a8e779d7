package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.stagepost.credential.SecretReference;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.EndpointLimits;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Security;
import org.stagepost.migration.JobFile.Options;
import org.stagepost.migration.JobFile.Sides;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Origin;
import org.stagepost.model.PassNumber;
import org.stagepost.sync.LabelMode;
import org.stagepost.sync.PairOpening;
import org.stagepost.testing.PassingTime;

class EndpointGatesTest {
    private static final PassNumber FIRST = PassNumber.INITIAL;
    private static final Origin OLD = new Origin("imap://old.example.test:993", Duration.ofMinutes(5));

    private final PassingTime time = new PassingTime();
    private EndpointGates gates = new EndpointGates(time, time::sleep, new Random(1), 1000);

    @Test
    void batchesShareWhatAServerBears() {
        JobFile wave1 =
                jobFile("wave-1", endpoint("old", "old.example.test", 2), endpoint("new", "new.example.test", 9));
        JobFile wave2 = jobFile("wave-2", endpoint("alt", "OLD.example.test", 2), endpoint("x", "x.example.test", 9));

        Place first = enter(wave1);
        enter(wave1);

        assertThat(tryEnter(wave2, FIRST)).isEmpty();
        first.close();
        first.close();
        enter(wave2);
        assertThat(tryEnter(wave1, FIRST)).isEmpty();
    }

    @Test
    void allBatchesTogetherHaveALimitWhicheverServersTheyTalkTo() {
        JobFile wave1 = jobFile("wave-1", endpoint("a", "a.example.test", 9), endpoint("b", "b.example.test", 9));
        JobFile wave2 = jobFile("wave-2", endpoint("c", "c.example.test", 9), endpoint("d", "d.example.test", 9));
        gates = new EndpointGates(time, time::sleep, new Random(1), 2);

        Place first = enter(wave1);
        enter(wave2);

        assertThat(tryEnter(wave2, FIRST)).isEmpty();
        first.close();
        first.close();
        enter(wave2);
        assertThat(tryEnter(wave1, FIRST)).isEmpty();
    }

    @Test
    void whoeverIsMoreImportantGoesFirstWhereBothWantIn() {
        JobFile low =
                jobFile("low", Priority.LOW, endpoint("a", "a.example.test", 1), endpoint("b", "b.example.test", 9));
        JobFile high =
                jobFile("high", Priority.HIGH, endpoint("a", "a.example.test", 1), endpoint("c", "c.example.test", 9));
        JobFile elsewhere =
                jobFile("x", Priority.LOW, endpoint("x", "x.example.test", 9), endpoint("b", "b.example.test", 9));
        Place first = enter(low);
        List<String> seen = new ArrayList<>();

        Optional<Place> waited = gates.enter(high, FIRST, () -> {
            if (seen.isEmpty()) {
                seen.add("high waits");
            } else if (seen.size() == 1) {
                first.close();
                seen.add("low " + tryEnter(low, FIRST).isPresent());
                seen.add("elsewhere " + tryEnter(elsewhere, FIRST).isPresent());
            }
            return false;
        });

        assertThat(waited).isPresent();
        assertThat(seen).containsExactly("high waits", "low false", "elsewhere true");
        waited.orElseThrow().close();
        assertThat(tryEnter(low, FIRST)).isPresent();
    }

    @Test
    void theTargetCountsToo() {
        JobFile wave =
                jobFile("wave-1", endpoint("old", "old.example.test", 9), endpoint("new", "new.example.test", 1));

        enter(wave);

        assertThat(tryEnter(wave, FIRST)).isEmpty();
    }

    @Test
    void incrementalSyncsHaveTheirOwnLimit() {
        JobFile wave =
                jobFile("wave-1", endpoint("old", "old.example.test", 9), endpoint("new", "new.example.test", 9));

        assertThat(tryEnter(wave, new PassNumber(2))).isPresent();
        assertThat(tryEnter(wave, new PassNumber(2))).isEmpty();
        assertThat(tryEnter(wave, FIRST)).isPresent();
    }

    @Test
    void aMailboxCountsOnceWhereSourceAndTargetAreTheSameServer() {
        Endpoint both = endpoint("mail", "mail.example.test", 1);

        assertThat(tryEnter(jobFile("wave-1", both, both), FIRST)).isPresent();
    }

    @Test
    void oneComplaintMakesAllMailboxesOfTheServerWait() {
        JobFile wave =
                jobFile("wave-1", endpoint("old", "old.example.test", 9), endpoint("new", "new.example.test", 9));
        JobFile other = jobFile("wave-2", endpoint("x", "x.example.test", 9), endpoint("new", "new.example.test", 9));
        Place ann = enter(wave);
        Place bob = enter(wave);
        Place cyd = enter(other);

        Slowdown slowdown = ann.throttled(throttled(OLD));
        Slowdown same = bob.throttled(throttled(OLD));
        ann.close();

        assertThat(slowdown.pause()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
        assertThat(slowdown.mailboxesAtOnce()).isEqualTo(1);
        assertThat(same.pause()).isZero();
        assertThat(bob.isUnwelcome(wave)).isTrue();
        assertThat(cyd.isUnwelcome(other)).isFalse();
        assertThat(tryEnter(other, FIRST)).isPresent();
        assertThat(tryEnter(wave, FIRST)).isEmpty();

        bob.close();
        assertThat(gates.enter(wave, FIRST, () -> false)).isPresent();
        assertThat(time.passed()).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void bothServersGetThePauseWhenNobodyKnowsWhoAsked() {
        JobFile wave =
                jobFile("wave-1", endpoint("old", "old.example.test", 9), endpoint("new", "new.example.test", 9));
        JobFile other = jobFile("wave-2", endpoint("x", "x.example.test", 9), endpoint("new", "new.example.test", 9));

        enter(wave).throttled(new MigrationException(FailureCode.ENDPOINT_THROTTLED, "slow down"));

        assertThat(tryEnter(other, FIRST)).isEmpty();
    }

    @Test
    void aStopEndsTheWaitWithinATenthOfASecond() {
        JobFile wave =
                jobFile("wave-1", endpoint("old", "old.example.test", 9), endpoint("new", "new.example.test", 9));
        enter(wave).throttled(throttled(OLD));
        AtomicInteger asked = new AtomicInteger();

        Optional<Place> place = gates.enter(wave, FIRST, () -> asked.incrementAndGet() > 3);

        assertThat(place).isEmpty();
        assertThat(time.passed()).isLessThanOrEqualTo(Duration.ofMillis(3 * 100));
    }

    @Test
    void hoursWithoutProgressAreTheEndpointsFailure() {
        JobFile wave =
                jobFile("wave-1", endpoint("old", "old.example.test", 9), endpoint("new", "new.example.test", 9));
        Place place = enter(wave);
        place.throttled(throttled(OLD));
        time.sleep(SlowerPace.PATIENCE);

        assertThatThrownBy(() -> place.throttled(throttled(OLD)))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.ENDPOINT_THROTTLED))
                .hasMessageContaining("nothing went through for 4 hours");
    }

    @Test
    void onlyTheTargetsOwnFailuresAreTheTargets() {
        JobFile wave =
                jobFile("wave-1", endpoint("old", "old.example.test", 9), endpoint("new", "new.example.test", 9));
        Place place = enter(wave);

        assertThat(place.isOfTarget(throttled(OLD))).isFalse();
        assertThat(place.isOfTarget(throttled(new Origin("imap://new.example.test:993"))))
                .isTrue();
        assertThat(place.isOfTarget(new MigrationException(FailureCode.CONNECTION_LOST, "?")))
                .isFalse();
    }

    private Place enter(JobFile jobFile) {
        return tryEnter(jobFile, FIRST).orElseThrow();
    }

    private static MigrationException throttled(Origin origin) {
        return new MigrationException(FailureCode.ENDPOINT_THROTTLED, "NO Request is throttled.", null, origin);
    }

    private static Endpoint endpoint(String name, String host, int most) {
        return Endpoint.at(name, EndpointKind.IMAP, host, 993, Protection.of(Security.TLS, ""))
                .withLimits(EndpointLimits.of(most, 1));
    }

    /** Looks once. */
    private Optional<Place> tryEnter(JobFile jobFile, PassNumber pass) {
        AtomicBoolean looked = new AtomicBoolean();
        return gates.enter(jobFile, pass, () -> looked.getAndSet(true));
    }

    private static JobFile jobFile(String name, Endpoint source, Endpoint target) {
        return jobFile(name, Priority.NORMAL, source, target);
    }

    private static JobFile jobFile(String name, Priority priority, Endpoint source, Endpoint target) {
        Options options = new Options(
                DirectoryOptions.USUAL,
                1000,
                priority,
                false,
                List.of(),
                List.of(),
                -1,
                -1,
                false,
                PairOpening.NEVER,
                LabelMode.ONE_COPY,
                MailOptions.NONE,
                null,
                PassOptions.USUAL,
                "",
                "",
                false,
                new RowDefaults(SecretReference.none(), false, ""));
        return new JobFile(
                Path.of("wave.yml"),
                new BatchName(name),
                MigrationType.IMAP,
                Path.of("users.csv"),
                new Sides(source, target, null, null, null),
                options);
    }
}
