package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.JobState;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.RejectedRow;
import org.stagepost.migration.RequestAnswer;
import org.stagepost.migration.RequestKind;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.UserId;
import org.stagepost.sync.FolderTally;
import sun.misc.Signal;

/** Runs of another process, seen from here. */
@Timeout(60)
class FollowTest {
    private static final EmailAddress ANN = new EmailAddress("ann@contoso.test");
    private static final EmailAddress BOB = new EmailAddress("bob@contoso.test");

    private final FakeContexts contexts = new FakeContexts();
    private final Deque<Runnable> looks = new ArrayDeque<>();
    private List<ActiveNow> active = List.of();
    private int failures;
    private JobState state = JobState.RUNNING;

    private record ActiveNow(EmailAddress address, long inSource, long done) {}

    FollowTest() {
        contexts.withBatch("wave-1", Samples.user(0, "wave-1", ANN.value(), MigrationUserStatus.SYNCED));
        contexts.runnerAlive = true;
        contexts.requests.answers.put(RequestKind.REPORT, new RequestAnswer(ExitCode.SUCCESS, "no batch is running"));
        contexts.look = new QuietLook() {
            @Override
            public JobState state(BatchName batch) {
                return state;
            }

            @Override
            public List<ActiveMailbox> active(BatchName batch) {
                Runnable next = looks.poll();
                if (next != null) {
                    next.run();
                }
                return active.stream()
                        .map(one -> new ActiveMailbox(
                                new UserId(0), one.address(), one.inSource(), one.done(), 10 * one.done(), "INBOX", ""))
                        .toList();
            }

            @Override
            public List<FailedUser> failedSince(BatchName batch, Instant moment) {
                return failures == 0 || moment.isAfter(Instant.EPOCH)
                        ? List.of()
                        : List.of(new FailedUser(
                                new UserId(1),
                                BOB,
                                MigrationUserStatus.FAILED,
                                FailureCode.TARGET_QUOTA_FULL,
                                "the mailbox is full",
                                Instant.EPOCH.plusSeconds(1)));
            }
        };
    }

    private void stands(BatchStatus status, int failed) {
        contexts.views.put("wave-1", Samples.batch("wave-1", status, failed));
        failures = failed;
    }

    @Test
    void showsMailboxesAndFailuresAndEndsAsTheRunDoes() {
        stands(BatchStatus.SYNCING, 0);
        looks.add(() -> active = List.of(new ActiveNow(ANN, 100, 40)));
        looks.add(() -> stands(BatchStatus.SYNCING, 1));
        looks.add(() -> active = List.of());
        looks.add(() -> {
            stands(BatchStatus.SYNCED_WITH_ERRORS, 1);
            state = JobState.ENDED;
        });

        Typed typed = Typed.in(contexts, "batch", "show", "wave-1", "--follow");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.out())
                .contains("wave-1: pass 1, run by another process; Ctrl-C leaves only this view")
                .containsOnlyOnce(" bob@contoso.test Failed: the mailbox is full\n")
                .containsOnlyOnce(" ann@contoso.test Synced: 40 items, 400 B\n")
                .contains("reports: ");
        assertThat(contexts.requests.asked).doesNotContain("STOP wave-1");
    }

    @Test
    void aQuickMailboxIsToldWithAllThatItBrought() {
        MigrationUser.Progress quick = new MigrationUser.Progress(
                false, false, 1, false, 3, new FolderTally(70, 70, 0, 0, 0, 700), null, null, null, null);
        MigrationUser ann = contexts.ledger.users.get(0);
        contexts.ledger.users.set(
                0, new MigrationUser(ann.id(), ann.batch(), ann.row(), ann.status(), quick, ann.settings(), null));
        stands(BatchStatus.SYNCING, 0);
        looks.add(() -> active = List.of(new ActiveNow(ANN, 0, 0)));
        looks.add(() -> active = List.of());
        looks.add(() -> {
            stands(BatchStatus.SYNCED, 0);
            state = JobState.ENDED;
        });

        Typed typed = Typed.in(contexts, "batch", "show", "wave-1", "--follow");

        assertThat(typed.out()).containsOnlyOnce(" ann@contoso.test Synced: 70 items, 700 B\n");
    }

    @Test
    void rowsThatWereLeftOutAreNoUsersOfARun() {
        contexts.ledger.rejected.add(
                new RejectedRow(4, "", List.of(), SecretReference.none(), SecretReference.none(), List.of()));
        stands(BatchStatus.SYNCING, 1);
        failures = 0;
        looks.add(() -> active = List.of(new ActiveNow(ANN, 100, 40)));
        looks.add(() -> active = List.of());
        looks.add(() -> {
            stands(BatchStatus.SYNCED_WITH_ERRORS, 1);
            failures = 0;
            state = JobState.ENDED;
        });

        Typed typed = Typed.in(contexts, new FakeShell().typing(), "batch", "show", "wave-1", "--follow");

        assertThat(typed.out()).contains("1/1 users").doesNotContain("2/2 users");
    }

    @Test
    void stoppedAndFailedRunsEndWithTheirCodes() {
        stands(BatchStatus.STOPPED, 0);
        state = JobState.STOPPED;
        assertThat(Typed.in(contexts, "batch", "show", "wave-1", "--follow").exit())
                .isEqualTo(4);

        stands(BatchStatus.FAILED, 0);
        state = JobState.FAILED;
        assertThat(Typed.in(contexts, "batch", "show", "wave-1", "--follow").exit())
                .isEqualTo(5);

        stands(BatchStatus.SYNCED, 0);
        state = JobState.ENDED;
        assertThat(Typed.in(contexts, "batch", "show", "wave-1", "--follow").exit())
                .isZero();
    }

    @Test
    void aRunWhoseProcessDiedIsNotWaitedFor() {
        stands(BatchStatus.SYNCING, 0);
        looks.add(() -> {
            contexts.runnerAlive = false;
            state = JobState.DEAD;
        });

        assertThat(Typed.in(contexts, "batch", "show", "wave-1", "--follow").exit())
                .isEqualTo(5);
    }

    @Test
    void aPauseBetweenTwoRoundsIsNotTheEnd() {
        stands(BatchStatus.SYNCED_WITH_ERRORS, 0);
        contexts.requests.answers.put(RequestKind.REPORT, new RequestAnswer(ExitCode.SUCCESS, "running: a, wave-1"));
        looks.add(() -> {});
        looks.add(() -> {
            stands(BatchStatus.SYNCED, 0);
            state = JobState.ENDED;
            contexts.requests.answers.put(RequestKind.REPORT, new RequestAnswer(ExitCode.SUCCESS, "running: wave-10"));
        });

        assertThat(Typed.in(contexts, "batch", "show", "wave-1", "--follow").exit())
                .isZero();
        assertThat(looks).isEmpty();
    }

    @Test
    void ctrlCLeavesTheViewAndNotTheRun() {
        stands(BatchStatus.SYNCING, 0);
        looks.add(() -> Signal.raise(new Signal("INT")));

        Typed typed = Typed.in(contexts, "batch", "show", "wave-1", "--follow");

        assertThat(typed.exit()).isEqualTo(75);
        assertThat(typed.out())
                .endsWith("wave-1 runs on; look at it again with: stagepost batch show wave-1 --follow\n");
        assertThat(contexts.requests.asked).doesNotContain("STOP wave-1");
    }

    @Test
    void twoViewsAtOnceAreRefused() {
        assertThat(Typed.in(contexts, "batch", "show", "wave-1", "--follow", "--checklist")
                        .err())
                .contains("--follow and --checklist are two views");
    }

    @Test
    void aRunThatIsHandedOverHasTheSameViewAndEvents(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("events");
        contexts.elsewhere = true;
        stands(BatchStatus.SYNCING, 0);
        looks.add(() -> active = List.of(new ActiveNow(ANN, 100, 40)));
        looks.add(() -> active = List.of(new ActiveNow(ANN, 120, 90)));
        looks.add(
                () -> contexts.requests.answers.put(RequestKind.RESTART, new RequestAnswer(ExitCode.SUCCESS, "Done.")));

        Typed typed = Typed.in(contexts, "restart", "wave-1", "--events", file.toString());

        assertThat(typed.exit()).isZero();
        assertThat(Files.readString(file))
                .containsSubsequence(
                        "\"runStarted\",\"batch\":\"wave-1\"",
                        "\"userStarted\"",
                        "\"planned\"",
                        "\"items\":60",
                        "\"committed\"",
                        "\"folder\":\"INBOX\",\"items\":50,\"bytes\":500",
                        "\"runEnded\"");
    }
}
