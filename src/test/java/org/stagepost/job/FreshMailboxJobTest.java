package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stagepost.directory.RecipientType;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Origin;

/** A target that has just been given a mailbox may take a while until it opens it. */
@Tag("store")
class FreshMailboxJobTest {
    private static final Origin OLD = new Origin("imap://old.example.test:993");
    private static final Origin NEW = new Origin("imap://new.example.test:993");

    private final AtomicInteger openings = new AtomicInteger();
    private JobWorld world;

    @BeforeEach
    void open(@TempDir Path folder) {
        world = new JobWorld(folder);
        world.seed("ann@example.test", 1);
        world.sourceDirectory.add("ann", RecipientType.USER_MAILBOX, "", "ann@example.test");
        entry(RecipientType.MAIL_USER);
        world.csv("EmailAddress,Password,ForceChangePassword", "ann@example.test,,");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void entry(RecipientType type) {
        world.targetDirectory.add("ann", type, "", "ann@example.test", "ann@new.example.test");
    }

    private void opensAfter(Duration time, FailureCode before) {
        world.servers.atTarget(() -> {
            openings.incrementAndGet();
            if (world.time.passed().compareTo(time) < 0) {
                throw new MigrationException(before, "not yet", null, NEW);
            }
        });
    }

    private FailureCode failure() {
        return world.ledger.users(JobWorld.BATCH).get(0).failure().orElseThrow().code();
    }

    @ParameterizedTest
    @EnumSource(names = {"MAILBOX_MISSING", "MAILBOX_BUSY", "CREDENTIALS_REFUSED"})
    void isWaitedForWithGrowingPauses(FailureCode before) {
        opensAfter(Duration.ofMinutes(9), before);

        RunResult result = world.run(world.stagedJob());

        assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.time.passed()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
        assertThat(openings.get()).isBetween(10, 40);
    }

    @Test
    void isNotWaitedForLongerThanTheJobFileSays() {
        opensAfter(Duration.ofMinutes(9), FailureCode.MAILBOX_MISSING);

        RunResult result = world.run(world.stagedJob("mailboxWait: 3m"));

        assertThat(result.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(failure()).isEqualTo(FailureCode.MAILBOX_MISSING);
        assertThat(world.time.passed()).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(4));
    }

    @Test
    void thatWasThereBeforeIsNotWaitedFor() {
        entry(RecipientType.USER_MAILBOX);
        opensAfter(Duration.ofMinutes(1), FailureCode.MAILBOX_MISSING);

        world.run(world.stagedJob());

        assertThat(failure()).isEqualTo(FailureCode.MAILBOX_MISSING);
        assertThat(world.time.passed()).isLessThan(Duration.ofMinutes(1));
        assertThat(openings).hasValue(1);
    }

    @Test
    void thatWasThereBeforeIsWaitedForAfterItsCommand() {
        entry(RecipientType.USER_MAILBOX);
        opensAfter(Duration.ofMinutes(1), FailureCode.MAILBOX_MISSING);

        RunResult result = world.run(world.stagedJob("mailboxCommand: [make, \"{address}\"]"));

        assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SUCCESS);
    }

    @Test
    void sourceThatRefusesIsNotWaitedFor() {
        world.servers.atOpening(() -> {
            throw new MigrationException(FailureCode.CREDENTIALS_REFUSED, "no", null, OLD);
        });

        world.run(world.stagedJob());

        assertThat(failure()).isEqualTo(FailureCode.CREDENTIALS_REFUSED);
        assertThat(world.time.passed()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void stopEndsTheWait() {
        world.servers.atTarget(() -> {
            world.runner.stop();
            throw new MigrationException(FailureCode.MAILBOX_MISSING, "not yet", null, NEW);
        });

        RunResult result = world.run(world.stagedJob());

        assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.STOPPED);
        assertThat(world.users()).isEqualTo("{ann=STOPPED}");
        assertThat(world.time.passed()).isLessThan(Duration.ofSeconds(1));
    }
}
