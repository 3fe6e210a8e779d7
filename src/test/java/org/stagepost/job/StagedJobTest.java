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
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.OutgoingMail;

@Tag("store")
class StagedJobTest {
    private JobWorld world;

    @BeforeEach
    void open(@TempDir Path folder) {
        world = new JobWorld(folder);
        for (String name : List.of("ann", "bob", "cyd")) {
            String address = name + "@example.test";
            world.seed(address, 3);
            world.sourceDirectory.add(name, RecipientType.USER_MAILBOX, "", address);
            world.targetDirectory.add(
                    name, RecipientType.MAIL_USER, "SMTP:" + address, address, name + "@new.example.test");
        }
        world.csv(
                "EmailAddress,Password,ForceChangePassword",
                "ann@example.test,First-Word-1,True",
                "bob@example.test,,",
                "cyd@example.test,,");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void usersAreConvertedForwardedAndCopiedInThisOrder() {
        world.servers.atOpening(() -> assertThat(world.sourceDirectory.changes).hasSize(3));

        RunResult result = world.run(world.stagedJob());

        assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=SYNCED, cyd=SYNCED}");
        assertThat(world.targetDirectory.changes).containsExactly("convert ann", "convert bob", "convert cyd");
        assertThat(world.sourceDirectory.changes)
                .containsExactlyInAnyOrder(
                        "forward ann to ann@new.example.test",
                        "forward bob to bob@new.example.test",
                        "forward cyd to cyd@new.example.test");
        assertThat(world.mails.stream().map(OutgoingMail::subject))
                .containsExactly(
                        "E-mail migration batch \"wave-1\": mailboxes are ready",
                        "E-mail migration batch \"wave-1\" has finished");
    }

    @Test
    void aUserWithoutMailUserFailsAndTheOthersGoOnAndTheRestartRunsTheWholeWayForThatOne() {
        world.targetDirectory.entries.remove("bob");

        RunResult first = world.run(world.stagedJob());

        assertThat(first.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=FAILED, cyd=SYNCED}");
        assertThat(failureOf(1)).isEqualTo(FailureCode.USER_NOT_FOUND);
        assertThat(world.servers.opened).containsExactly("ann@example.test", "cyd@example.test");

        world.targetDirectory.add(
                "bob", RecipientType.MAIL_USER, "SMTP:bob@example.test", "bob@example.test", "bob@new.example.test");
        RunResult second = world.restart();

        assertThat(second.exitCode()).as(second.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.steps())
                .filteredOn(step -> step.contains(":"))
                .hasSize(2)
                .anyMatch(step -> step.startsWith("setForwarding:"))
                .anyMatch(step -> step.startsWith("initialSync:"));
        assertThat(world.sourceDirectory.changes).contains("forward bob to bob@new.example.test");
    }

    @Test
    void whoIsForwardedElsewhereIsNotCopied() {
        world.sourceDirectory.add("bob", RecipientType.USER_MAILBOX, "SMTP:else@example.test", "bob@example.test");

        RunResult result = world.run(world.stagedJob());

        assertThat(result.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=FAILED, cyd=SYNCED}");
        assertThat(failureOf(1)).isEqualTo(FailureCode.FORWARDING_CONFLICT);
        assertThat(world.servers.opened).doesNotContain("bob@example.test");
    }

    @Test
    void forwardingAfterTheSyncFailsOnlyItselfAndIsRepeated() {
        world.sourceDirectory.add("bob", RecipientType.USER_MAILBOX, "SMTP:else@example.test", "bob@example.test");
        Path job = world.stagedJob("forwarding: after-sync");

        RunResult first = world.run(job);

        assertThat(first.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=FAILED, cyd=SYNCED}");
        assertThat(world.servers.opened).contains("bob@example.test");

        world.sourceDirectory.add("bob", RecipientType.USER_MAILBOX, "", "bob@example.test");
        RunResult second = world.run(job);
        assertThat(second.exitCode()).as(second.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.sourceDirectory.changes).contains("forward bob to bob@new.example.test");
    }

    @Test
    void skippedForwardingLeavesTheSourceDirectoryAlone() {
        RunResult result = world.run(world.stagedJob("forwarding: skip"));

        assertThat(result.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.sourceDirectory.changes).isEmpty();
    }

    @Test
    void aSecondPassChangesNoDirectoryAndSendsNoStatusMail() {
        Path job = world.stagedJob();
        world.run(job);
        world.mails.clear();
        world.sourceDirectory.changes.clear();
        world.targetDirectory.changes.clear();

        RunResult second = world.run(job);

        assertThat(second.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.sourceDirectory.changes).isEmpty();
        assertThat(world.targetDirectory.changes).isEmpty();
        assertThat(world.mails).hasSize(1);
    }

    @Test
    void groupsAndStrangersAreRefusedByName() {
        world.targetDirectory.add("bob", RecipientType.GROUP, "", "bob@example.test");
        world.sourceDirectory.add("cyd", RecipientType.MAIL_USER, "", "cyd@example.test");

        world.run(world.stagedJob());

        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=FAILED, cyd=FAILED}");
        assertThat(world.ledger
                        .users(JobWorld.BATCH)
                        .get(1)
                        .failure()
                        .orElseThrow()
                        .message())
                .isEqualTo("bob@example.test is a group in the target directory, not a mail-enabled user: bob");
        assertThat(failureOf(2)).isEqualTo(FailureCode.RECIPIENT_TYPE_WRONG);
        assertThat(world.targetDirectory.changes).containsExactly("convert ann");
    }

    @Test
    void aDirectoryThatIsDownSendsNoStatusMailUntilMailboxesAreReady() {
        world.targetDirectory.failWith(
                new org.stagepost.model.MigrationException(FailureCode.DIRECTORY_UNREACHABLE, "no answer"));
        Path job = world.stagedJob();

        RunResult down = world.run(job);

        assertThat(down.exitCode()).isEqualTo(ExitCode.BATCH_FAILED);
        assertThat(world.users()).isEqualTo("{ann=QUEUED, bob=QUEUED, cyd=QUEUED}");
        assertThat(world.mails.stream().map(OutgoingMail::subject))
                .containsExactly("E-mail migration batch \"wave-1\" has failed");
        assertThat(world.mails.get(0).text()).contains("no answer");
        assertThat(world.servers.opened).isEmpty();

        world.targetDirectory.failWith(null);
        world.mails.clear();
        assertThat(world.run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.mails.stream().map(OutgoingMail::subject))
                .containsExactly(
                        "E-mail migration batch \"wave-1\": mailboxes are ready",
                        "E-mail migration batch \"wave-1\" has finished");
    }

    @Test
    void aRestartMailsWhomTheJobFileNamesNow() throws java.io.IOException {
        world.targetDirectory.entries.remove("bob");
        Path job = world.stagedJob();
        world.run(job);
        java.nio.file.Files.writeString(
                job, java.nio.file.Files.readString(job).replace("admin@example.test", "night@example.test"));
        world.mails.clear();

        world.restart();

        assertThat(world.mails).hasSize(1);
        assertThat(world.mails.get(0).recipients()).hasToString("[night@example.test]");
    }

    @Test
    void aDefectAtOneUserIsThatUsersFailure() {
        world.targetDirectory.failAt("bob", new IllegalStateException("a defect"));

        RunResult result = world.run(world.stagedJob());

        assertThat(result.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=FAILED, cyd=SYNCED}");
        assertThat(failureOf(1)).isEqualTo(FailureCode.INTERNAL);
        assertThat(world.ledger
                        .users(JobWorld.BATCH)
                        .get(1)
                        .failure()
                        .orElseThrow()
                        .message())
                .contains("a defect");
    }

    private FailureCode failureOf(int user) {
        return world.ledger
                .users(JobWorld.BATCH)
                .get(user)
                .failure()
                .orElseThrow()
                .code();
    }
}
