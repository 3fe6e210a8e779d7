package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.job.RunListener;
import org.stagepost.job.RunResult;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;
import sun.misc.Signal;

/** {@code run} and {@code restart}. */
class RunCommandsTest {
    private static final MigrationUser BOB = Samples.user(1, "wave-1", "bob@contoso.test", MigrationUserStatus.FAILED);

    private final FakeContexts contexts = new FakeContexts();

    private void ends(ExitCode exit, String message) {
        contexts.batch = listener -> {
            tell(listener);
            var report = Samples.report(Samples.batch("wave-1"), List.of(BOB));
            return new RunResult(exit, message, report, Path.of("/srv/home/reports/wave-1/1"));
        };
    }

    private static void tell(RunListener listener) {
        listener.started(Samples.jobFile("wave-1"), PassNumber.INITIAL, false);
        listener.imported(2, 2, List.of());
        listener.stepStarted("initialSync");
        listener.userStarted(new UserId(0), new EmailAddress("ann@contoso.test"));
        listener.userEnded(new UserId(0), new EmailAddress("ann@contoso.test"), MigrationUserStatus.SYNCED, "");
        listener.userEnded(
                new UserId(1), new EmailAddress("bob@contoso.test"), MigrationUserStatus.FAILED, "wrong password");
    }

    @ParameterizedTest
    @CsvSource({"SUCCESS, 0", "INTERNAL, 1", "SOME_USERS_FAILED, 3", "STOPPED, 4", "BATCH_FAILED, 5"})
    void exitCodeIsTheRuns(ExitCode exit, int number) {
        ends(exit, "done");

        assertThat(Typed.in(contexts, "run", "wave-1.yml").exit()).isEqualTo(number);
    }

    @Test
    void runTellsItsStoryAndWhatComesNext() {
        ends(ExitCode.SOME_USERS_FAILED, "1 of 2 users synced, 1 failed.");

        Typed typed = Typed.in(contexts, "run", "wave-1.yml", "--home", "/srv/home");

        assertThat(contexts.log).containsExactly("run /srv/home", "batch wave-1.yml", "closed");
        assertThat(typed.out())
                .containsSubsequence(
                        " wave-1: pass 1 begins\n",
                        " 2 rows, 2 users to work on\n",
                        " step initialSync\n",
                        " ann@contoso.test Synced",
                        " bob@contoso.test Failed: wrong password\n",
                        "wave-1",
                        "reports: /srv/home/reports/wave-1/1\n",
                        "next:    stagepost user show bob@contoso.test --batch wave-1 --home /srv/home\n",
                        "         stagepost restart wave-1 --home /srv/home\n");
        assertThat(typed.err()).isEqualTo("1 of 2 users synced, 1 failed.\n");
    }

    @Test
    void successEndsOnStandardOutput() {
        ends(ExitCode.SUCCESS, "All 2 users synced.");

        Typed typed = Typed.in(contexts, "run", "wave-1.yml");

        assertThat(typed.out())
                .endsWith(
                        "next:    stagepost batch show wave-1\n         stagepost run /jobs/wave-1.yml\nAll 2 users synced.\n");
        assertThat(typed.err()).isEmpty();
    }

    @Test
    void aCompletedBatchIsProvenAndNotRunAgain() {
        contexts.batch = listener -> new RunResult(
                ExitCode.SUCCESS,
                "All 2 users are completed.",
                Samples.report(Samples.batch("wave-1", BatchStatus.COMPLETED, 0), List.of()),
                Path.of("/srv/home/reports/wave-1/1"));

        assertThat(Typed.in(contexts, "run", "wave-1.yml").out())
                .contains(
                        "next:    stagepost verify wave-1 --full\n         stagepost batch show wave-1 --checklist\n");
    }

    @Test
    void stoppedRunIsStartedAgainByItsName() {
        ends(ExitCode.STOPPED, "Stopped.");

        assertThat(Typed.in(contexts, "run", "wave-1.yml").out()).endsWith("next:    stagepost restart wave-1\n");
    }

    @Test
    void failedBatchLeadsToItsStoredEndpointsAndTestsThoseOfItsJobFileByItself() {
        ends(ExitCode.BATCH_FAILED, "old-mail is down.");
        contexts.stored.put("old-mail", Samples.endpoint("old-mail", "env:OLD"));

        assertThat(Typed.in(contexts, "run", "wave-1.yml").out())
                .endsWith("next:    stagepost endpoint test old-mail\n"
                        + "         stagepost batch start wave-1 --validate-only\n"
                        + "         stagepost restart wave-1\n");

        contexts.stored.put("new-mail", Samples.endpoint("new-mail", "env:NEW"));
        assertThat(Typed.in(contexts, "run", "wave-1.yml").out()).doesNotContain("--validate-only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void signalAsksTheRunToStopAndItsEndIsAwaited(String signal) {
        ends(ExitCode.STOPPED, "Stopped.");
        var story = contexts.batch;
        contexts.batch = listener -> {
            Signal.raise(new Signal(signal));
            boolean asked = awaitStop();
            return asked ? story.apply(listener) : failed();
        };

        Typed typed = Typed.in(contexts, "run", "wave-1.yml");

        assertThat(typed.exit()).isEqualTo(4);
        assertThat(typed.out()).contains("stopping: ");
        assertThat(contexts.log).containsSubsequence("batch wave-1.yml", "stop", "closed");
    }

    private boolean awaitStop() {
        try {
            return contexts.stopped.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static RunResult failed() {
        throw new AssertionError("the signal did not arrive");
    }

    @Test
    void restartNamesTheBatch() {
        ends(ExitCode.SUCCESS, "done");

        Typed typed = Typed.in(contexts, "restart", "wave-1");

        assertThat(typed.exit()).isZero();
        assertThat(contexts.log).contains("restart wave-1");
    }

    @Test
    void quietPrintsFailuresAndTheEnd() {
        ends(ExitCode.SOME_USERS_FAILED, "1 of 2 users synced, 1 failed.");

        Typed typed = Typed.in(contexts, "run", "wave-1.yml", "--quiet");

        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).isEqualTo("bob@contoso.test Failed: wrong password\n1 of 2 users synced, 1 failed.\n");
    }

    @Test
    void jsonIsAloneOnStandardOutput() {
        ends(ExitCode.SUCCESS, "All 2 users synced.");

        Typed typed = Typed.in(contexts, "run", "wave-1.yml", "--json");

        assertThat(typed.out().strip()).startsWith("{").endsWith("}");
        assertThat(typed.err()).endsWith("All 2 users synced.\n");
    }

    @Test
    void terminalIsLeftAsItWas() {
        ends(ExitCode.SUCCESS, "All 2 users synced.");

        Typed typed = Typed.in(contexts, new FakeShell().onScreen(24, 80), "run", "wave-1.yml");

        assertThat(typed.out().lastIndexOf("\033[?25h"))
                .isGreaterThan(typed.out().lastIndexOf("\033[?25l"));
        assertThat(typed.out().lastIndexOf("\033[?7h"))
                .isGreaterThan(typed.out().lastIndexOf("\033[?7l"));
    }
}
