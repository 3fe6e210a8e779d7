package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.step.StepExecution;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.model.UserId;

@Tag("store")
class ImapJobTest {
    private static final String HEADER = "EmailAddress,UserName,Password";
    private static final String ANN = "ann@example.test,ann,canary-ann";
    private static final String BOB = "bob@example.test,bob,canary-bob";

    private JobWorld world;

    @BeforeEach
    void open(@TempDir Path folder) {
        world = new JobWorld(folder);
        world.seed("ann", 120);
        world.seed("bob", 3);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void everyUserIsSyncedAndEveryMessageIsThereOnce() {
        world.csv(HEADER, ANN, BOB);

        RunResult result = world.run(world.imapJob());

        assertThat(result.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=SYNCED}");
        assertCopied("ann@example.test", "ann");
        assertCopied("bob@example.test", "bob");
        assertThat(world.steps())
                .containsExactly(
                        "importUsers COMPLETED",
                        "queueUsers COMPLETED",
                        "initialSync COMPLETED",
                        "initialSync:user-" + id("ann") + " COMPLETED",
                        "initialSync:user-" + id("bob") + " COMPLETED",
                        "finalReport COMPLETED");
        assertThat(result.reports().resolve("statistics.csv")).exists();
    }

    @Test
    void aWrongPasswordFailsOneUserAndTheRestartRunsOnlyThatOne() {
        world.csv(HEADER, ANN, "bob@example.test,bob,wrong");
        Path job = world.imapJob();

        RunResult first = world.run(job);

        assertThat(first.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=FAILED}");
        assertThat(first.report().view().status().word()).isEqualTo("SyncedWithErrors");

        world.csv(HEADER, ANN, BOB);
        RunResult second = world.restart();

        assertThat(second.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.steps())
                .filteredOn(step -> step.contains(":"))
                .containsExactly("initialSync:user-" + id("bob") + " COMPLETED");
        assertCopied("bob@example.test", "bob");
    }

    @Test
    void aFailureIsHeardWithItsCodeBeforeTheUserEnds() {
        world.csv(HEADER, ANN, "bob@example.test,bob,wrong");
        List<String> heard = new CopyOnWriteArrayList<>();

        world.runner.run(world.imapJob(), new SilentListener() {
            @Override
            public void userFailed(UserId id, EmailAddress address, FailureCode code, String message) {
                heard.add(address + " " + code + " " + MDC.get("batch") + " " + MDC.get("user"));
            }

            @Override
            public void userEnded(UserId id, EmailAddress address, MigrationUserStatus status, String message) {
                heard.add(address + " " + status);
            }

            @Override
            public void stepStarted(String step) {
                if (step.equals("finalReport")) {
                    heard.add(step + " " + MDC.get("batch"));
                }
            }
        });

        assertThat(heard)
                .contains("ann@example.test SYNCED")
                .containsSubsequence(
                        "bob@example.test CREDENTIALS_REFUSED wave-1 bob@example.test",
                        "bob@example.test FAILED",
                        "finalReport wave-1");
        assertThat(MDC.get("batch")).as("when the run is over").isNull();
    }

    @Test
    void aRestartOfACompletePassDoesNothing() {
        world.csv(HEADER, ANN);
        world.run(world.imapJob());
        List<String> steps = world.steps();

        RunResult again = world.restart();

        assertThat(again.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(again.message()).contains("nothing is left");
        assertThat(world.steps()).isEqualTo(steps);
    }

    @Test
    void aSecondRunOfAFinishedBatchIsAnIncrementalPass() {
        world.csv(HEADER, ANN);
        Path job = world.imapJob();
        world.run(job);
        world.deliver("ann", FolderPath.INBOX, "late");

        RunResult second = world.run(job);

        assertThat(second.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.steps()).contains("incrementalSync COMPLETED");
        assertThat(second.report().view().batch().pass().value()).isEqualTo(2);
        assertCopied("ann@example.test", "ann");
    }

    @Test
    void aUserWhoseTargetFoldersAreGoneFailsAndTheOthersGoOn() {
        world.csv(HEADER, ANN, BOB);
        world.servers.target("ann@example.test").refusing((folder, item) -> Optional.of(FailureCode.FOLDER_GONE));

        RunResult result = world.run(world.imapJob());

        assertThat(result.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(world.users()).isEqualTo("{ann=FAILED, bob=SYNCED}");
        assertCopied("bob@example.test", "bob");
    }

    @Test
    void anEndpointThatIsDownEndsTheRunAndTheNextOneGoesOn() {
        world.csv(HEADER, ANN, BOB);
        Path job = world.imapJob();
        world.servers.targetDown(true);

        RunResult down = world.run(job);

        assertThat(down.exitCode()).isEqualTo(ExitCode.BATCH_FAILED);
        assertThat(down.message()).contains("connection refused");
        assertThat(world.users()).isEqualTo("{ann=QUEUED, bob=QUEUED}");

        world.servers.targetDown(false);
        assertThat(world.run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertCopied("ann@example.test", "ann");
    }

    @Test
    void aStopEndsAtTheNextSliceAndTheNextRunGoesOn() {
        world.seed("ann", 4000);
        world.csv(HEADER, ANN, BOB);
        Path job = world.imapJob("maxConcurrentMigrations: 1", "secondConnectionFrom: never");
        RunListener stopper = new SilentListener() {
            @Override
            public void committed(UserId id, FolderPath folder, long items, long sizeBytes) {
                world.runner.stop();
            }
        };

        RunResult stopped = world.runner.run(job, stopper);

        assertThat(stopped.exitCode()).isEqualTo(ExitCode.STOPPED);
        assertThat(world.users()).isEqualTo("{ann=STOPPED, bob=STOPPED}");
        assertThat(JobWorld.contents(world.servers.target("ann@example.test"))).hasSizeBetween(1000, 7000);
        assertThat(stopped.report().view().status().word()).isEqualTo("Stopped");

        assertThat(world.reopened().run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertCopied("ann@example.test", "ann");
        assertCopied("bob@example.test", "bob");
    }

    @Test
    void aStopBeforeTheFirstStepDoesNothingAndSaysSo() {
        world.csv(HEADER, ANN);
        Path job = world.imapJob();
        world.run(job);
        world.deliver("ann", FolderPath.INBOX, "late");
        RunListener early = new SilentListener() {
            @Override
            public void started(
                    org.stagepost.migration.JobFile jobFile, org.stagepost.model.PassNumber pass, boolean resumed) {
                world.runner.stop();
            }
        };

        RunResult stopped = world.runner.run(job, early);

        assertThat(stopped.exitCode()).isEqualTo(ExitCode.STOPPED);
        assertThat(world.reopened().run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertCopied("ann@example.test", "ann");
    }

    @Test
    void aStopFromAnotherThreadLeavesNobodyActive() throws InterruptedException {
        world.csv(HEADER, ANN, BOB);
        Path job = world.imapJob("maxConcurrentMigrations: 2");
        Thread stopper = new Thread(world.runner::stop);
        world.servers.atOpening(() -> {
            if (stopper.getState() == Thread.State.NEW) {
                stopper.start();
            }
        });

        RunResult stopped = world.run(job);
        stopper.join();

        assertThat(stopped.exitCode()).isEqualTo(ExitCode.STOPPED);
        assertThat(stopped.report().view().counts().active()).isZero();
        assertThat(world.reopened().run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertCopied("ann@example.test", "ann");
    }

    @Test
    void anotherJobFileMayNotTakeTheName() throws java.io.IOException {
        world.csv(HEADER, ANN);
        Path job = world.imapJob();
        world.run(job);
        Path copy = Files.copy(job, job.resolveSibling("wave-2.yml"));

        assertThatThrownBy(() -> world.run(copy))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("there is a batch wave-1");
        assertThat(world.users()).isEqualTo("{ann=SYNCED}");
    }

    @Test
    void aMissingPasswordOfAnEndpointStartsNothing() throws java.io.IOException {
        world.csv(HEADER, ANN);
        Path job = world.imapJob();
        Files.delete(job.resolveSibling("secret"));

        assertThatThrownBy(() -> world.run(job))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.SECRET_MISSING));
        assertThat(world.ledger.users(JobWorld.BATCH)).isEmpty();
    }

    @Test
    void reportsThatCannotBeWrittenAreNoReasonToCallTheUsersFailed() throws java.io.IOException {
        world.csv(HEADER, ANN);
        Path job = world.imapJob();
        Files.createDirectories(job.resolveSibling("home").resolve("reports"));
        Files.writeString(job.resolveSibling("home").resolve("reports").resolve("wave-1"), "a file in the way");

        RunResult result = world.run(job);

        assertThat(result.exitCode()).isEqualTo(ExitCode.BATCH_FAILED);
        assertThat(result.message()).contains("reports could not be written");
        assertThat(world.users()).isEqualTo("{ann=SYNCED}");
    }

    @Test
    void whatADeadProcessLeftIsRunAgain() {
        world.csv(HEADER, ANN, "bob@example.test,bob,wrong");
        Path job = world.imapJob();
        world.run(job);
        leaveRunning("STARTED", "UNKNOWN");
        world.csv(HEADER, ANN, BOB);

        RunResult again = world.run(job);

        assertThat(again.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=SYNCED}");
    }

    @Test
    void aRowThatIsLeftOutFailsAloneAndRunsWhenItIsMended() {
        world.csv(HEADER, ANN, "bob at example.test,bob,canary-bob");
        Path job = world.imapJob();

        RunResult first = world.run(job);

        assertThat(first.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(first.report().view().counts().failed()).isEqualTo(1);
        assertThat(world.users()).isEqualTo("{ann=SYNCED}");

        world.csv(HEADER, ANN, BOB);
        assertThat(world.run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertCopied("bob@example.test", "bob");
    }

    @Test
    void usersThatLeftTheCsvAreMentioned() {
        world.csv(HEADER, ANN, BOB);
        Path job = world.imapJob();
        world.run(job);
        world.csv(HEADER, ANN);

        assertThat(world.run(job).message()).contains("1 user is no longer in the CSV and left the batch");
    }

    @Test
    void anUnusableCsvStartsNothing() {
        world.csv("EmailAddress,Nonsense", "ann@example.test,x");

        assertThatThrownBy(() -> world.run(world.imapJob())).isInstanceOfSatisfying(MigrationException.class, e -> {
            assertThat(e.code()).isEqualTo(FailureCode.CSV_INVALID);
            assertThat(e.detail()).contains("users.csv:1").contains("UserName").contains("Password");
        });
        assertThat(world.sql
                        .sql("select count(*) from batch_job_execution")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void anItemThatTheTargetRefusesIsListedAndTheRestIsCopied() throws java.io.IOException {
        world.csv(HEADER, BOB);
        world.servers
                .target("bob@example.test")
                .refusing((folder, item) -> item.text().contains("Subject: item 1")
                        ? Optional.of(FailureCode.ITEM_REFUSED)
                        : Optional.empty());

        RunResult result = world.run(world.imapJob());

        assertThat(result.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(JobWorld.contents(world.servers.target("bob@example.test"))).hasSize(4);
        assertThat(Files.readString(result.reports().resolve("skipped.csv")))
                .contains("bob@example.test,INBOX,2,,")
                .contains("item 1");
        assertThat(result.report().users().get(0).progress().tally().skipped()).isEqualTo(2);
    }

    @Test
    void aLimitOfBadItemsFailsTheUser() {
        world.csv(HEADER, BOB);
        world.servers.target("bob@example.test").refusing((folder, item) -> Optional.of(FailureCode.ITEM_REFUSED));

        RunResult result = world.run(world.imapJob("badItemLimit: 2"));

        assertThat(result.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(world.ledger
                        .users(JobWorld.BATCH)
                        .get(0)
                        .failure()
                        .orElseThrow()
                        .code())
                .isEqualTo(FailureCode.ITEM_LIMIT_EXCEEDED);
    }

    @Test
    void springBatchSeesNoAddressAndNoSecret() {
        world.csv(HEADER, ANN, "bob@example.test,bob,wrong");
        world.run(world.imapJob());

        for (String text : List.of(
                "select coalesce(short_context, '') || coalesce(serialized_context, '') from batch_step_execution_context",
                "select coalesce(short_context, '') || coalesce(serialized_context, '') from batch_job_execution_context",
                "select parameter_name || parameter_value from batch_job_execution_params",
                "select coalesce(exit_message, '') from batch_step_execution")) {
            assertThat(String.join("\n", world.sql.sql(text).query(String.class).list()))
                    .doesNotContain("canary", "boss-word", "@example.test");
        }
    }

    private void assertCopied(String target, String source) {
        assertThat(JobWorld.contents(world.servers.target(target)))
                .isEqualTo(JobWorld.contents(world.servers.source(source)));
    }

    private long id(String name) {
        return world.ledger.users(JobWorld.BATCH).stream()
                .filter(user -> user.row().address().localPart().equals(name))
                .findFirst()
                .orElseThrow()
                .id()
                .value();
    }

    /** Makes the last execution look as kill -9 leaves it. */
    private void leaveRunning(String job, String step) {
        JobExecution last = java.util.Objects.requireNonNull(world.repository.getLastJobExecution(
                "imapMigration",
                new JobParametersBuilder()
                        .addString("batch", "wave-1")
                        .addLong("pass", 1L)
                        .toJobParameters()));
        for (StepExecution execution : last.getStepExecutions()) {
            if (execution.getStepName().startsWith("initialSync")) {
                execution.setStatus(BatchStatus.valueOf(step));
                execution.setLastUpdated(LocalDateTime.now());
                world.repository.update(execution);
            }
        }
        world.sql
                .sql("update batch_job_execution set status = ?, end_time = null")
                .param(job)
                .update();
        world.sql
                .sql("update migration_user set user_status = 'SYNCING' where user_status = 'FAILED'")
                .update();
    }
}
