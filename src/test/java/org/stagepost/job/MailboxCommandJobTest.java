package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.directory.RecipientType;
import org.stagepost.migration.UserFailure;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** The administrator's command runs once an entry is converted, and before anything is copied. */
@Tag("store")
class MailboxCommandJobTest {
    private static final String COMMAND = "mailboxCommand: [give-licence, --kind, \"{type}\", \"{address}\"]";

    private JobWorld world;

    @BeforeEach
    void open(@TempDir Path folder) {
        world = new JobWorld(folder);
        for (String name : List.of("ann", "bob")) {
            String address = name + "@example.test";
            world.seed(address, 1);
            world.sourceDirectory.add(
                    name, name.equals("ann") ? RecipientType.USER_MAILBOX : RecipientType.ROOM_MAILBOX, "", address);
            world.targetDirectory.add(
                    name, RecipientType.MAIL_USER, "SMTP:" + address, address, name + "@new.example.test");
        }
        world.csv("EmailAddress,Password,ForceChangePassword", "ann@example.test,,", "bob@example.test,,");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private UserFailure failureOf(int user) {
        return world.ledger.users(JobWorld.BATCH).get(user).failure().orElseThrow();
    }

    @Test
    void runsOncePerUserWhoseEntryIsConverted() {
        world.commands.atRun(command -> {
            String name = command.get(3).replaceAll("@.*", "");
            assertThat(world.targetDirectory.changes).contains("convert " + name);
            assertThat(world.sourceDirectory.changes).isEmpty();
            assertThat(world.servers.opened).isEmpty();
        });
        Path job = world.stagedJob(COMMAND);

        RunResult result = world.run(job);
        world.run(job);

        assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.commands.run)
                .containsExactly(
                        "give-licence --kind userMailbox ann@example.test",
                        "give-licence --kind roomMailbox bob@example.test");
    }

    @Test
    void runsAgainWhereItFailedAndOnlyThere() {
        world.commands.atRun(command -> {
            if (command.contains("ann@example.test")) {
                throw new MigrationException(
                        FailureCode.MAILBOX_COMMAND_FAILED, "exit code 7; it said: no licence left");
            }
        });
        Path job = world.stagedJob(COMMAND);

        RunResult first = world.run(job);

        assertThat(first.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(world.users()).isEqualTo("{ann=FAILED, bob=SYNCED}");
        assertThat(failureOf(0).code()).isEqualTo(FailureCode.MAILBOX_COMMAND_FAILED);
        assertThat(failureOf(0).message()).contains("no licence left");
        assertThat(world.servers.opened).doesNotContain("ann@example.test");
        assertThat(world.sourceDirectory.changes).containsExactly("forward bob to bob@new.example.test");

        world.commands.atRun(command -> {});
        world.commands.run.clear();
        assertThat(world.run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.commands.run).containsExactly("give-licence --kind userMailbox ann@example.test");
    }

    @Test
    void runsAgainWhenTheProcessDiedBeforeItsUserWasWrittenDown() {
        world.commands.atRun(command -> {
            throw new Killed();
        });
        Path job = world.stagedJob(COMMAND);
        try {
            world.run(job);
        } catch (Killed e) {
            assertThat(e).isNotNull();
        }
        world.commands.atRun(command -> {});
        world.commands.run.clear();

        RunResult second = world.reopened().run(job);

        assertThat(second.exitCode()).as(second.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.commands.run).contains("give-licence --kind userMailbox ann@example.test");
        assertThat(world.targetDirectory.changes).containsExactlyInAnyOrder("convert ann", "convert bob");
    }

    /** Like the end of a process, as far as a thread can see. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void stopEndsItAndItRunsAgain() {
        world.commands.atRun(command -> world.runner.stop());
        Path job = world.stagedJob(COMMAND);

        RunResult stopped = world.run(job);

        assertThat(stopped.exitCode()).as(stopped.message()).isEqualTo(ExitCode.STOPPED);
        assertThat(world.users()).isEqualTo("{ann=QUEUED, bob=QUEUED}");
        assertThat(world.commands.run).hasSize(1);

        world.commands.atRun(command -> {});
        assertThat(world.reopened().run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.commands.run).hasSize(3);
    }

    @Test
    void programThatIsNotThereStopsTheBatchBeforeAnythingIsConverted() {
        Path job = world.stagedJob("mailboxCommand: [missing, \"{address}\"]");

        RunResult result = world.run(job);

        assertThat(result.exitCode()).isNotEqualTo(ExitCode.SUCCESS);
        assertThat(result.message()).contains("there is no program missing");
        assertThat(world.targetDirectory.changes).isEmpty();
        assertThat(world.users()).isEqualTo("{ann=QUEUED, bob=QUEUED}");
    }

    @Test
    void programThatIsNotThereIsFoundByAValidation() {
        world.create(world.stagedJob("mailboxCommand: [missing, \"{address}\"]"));

        assertThat(world.validate().failures())
                .extracting(problem -> problem.code() + " " + problem.message())
                .containsExactly("JOB_FILE_INVALID there is no program missing");
        assertThat(world.validate().exitCode()).isEqualTo(ExitCode.BATCH_FAILED);
        assertThat(world.commands.run).isEmpty();
    }

    @Test
    void addressThatTheProgramWouldTakeForAnOptionFailsItsUser() {
        world.sourceDirectory.add("dash", RecipientType.USER_MAILBOX, "", "--all@example.test");
        world.targetDirectory.add("dash", RecipientType.MAIL_USER, "", "--all@example.test", "dash@new.example.test");
        world.csv("EmailAddress,Password,ForceChangePassword", "--all@example.test,,", "ann@example.test,,");

        Path job = world.stagedJob(COMMAND);
        world.create(job);

        assertThat(world.validate().users())
                .flatExtracting(user ->
                        user.problems().stream().map(problem -> problem.code()).toList())
                .containsExactly(FailureCode.MAILBOX_COMMAND_FAILED);
        world.run(job);

        assertThat(failureOf(0).code()).isEqualTo(FailureCode.MAILBOX_COMMAND_FAILED);
        assertThat(failureOf(0).message()).contains("was not run");
        assertThat(world.targetDirectory.changes).containsExactly("convert ann");
        assertThat(world.commands.run).containsExactly("give-licence --kind userMailbox ann@example.test");
    }
}
