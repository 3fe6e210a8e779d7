package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.MigrationUser;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.UserId;

/** A user belongs to one batch at a time, may change it, may leave it, and may have settings of its own. */
@Tag("store")
class MembershipTest {
    private static final BatchName OTHER = new BatchName("wave-2");
    private static final String HEADER = "EmailAddress,UserName,Password";
    private static final String ANN = "ann@example.test,ann,pw-ann";
    private static final String BOB = "bob@example.test,bob,pw-bob";
    private static final EmailAddress ANNS = new EmailAddress("ann@example.test");

    private JobWorld world;

    @BeforeEach
    void opensAWorld(@TempDir Path folder) {
        world = new JobWorld(folder);
        world.seed("ann", 3);
        world.seed("bob", 3);
        world.csv(HEADER, ANN, BOB);
    }

    @AfterEach
    void closesIt() {
        world.close();
    }

    @Test
    void aUserOfAnotherBatchIsLeftOut() {
        world.run(world.imapJob());

        RunResult second = world.run(world.imapJob(OTHER, "users.csv"));

        assertThat(second.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(world.users(OTHER)).isEqualTo("{}");
        assertThat(second.report().rejected())
                .extracting(row -> row.findings().get(0).message())
                .containsExactly(
                        "ann@example.test belongs to batch wave-1", "bob@example.test belongs to batch wave-1");
        assertThat(second.report().rejected().get(0).cells()).containsExactly("ann@example.test", "ann", "");
        world.manage.remove(JobWorld.BATCH, () -> false, () -> {});
        assertThat(world.run(world.imapJob(OTHER, "users.csv")).exitCode()).isEqualTo(ExitCode.SUCCESS);
    }

    @Test
    void anAdoptedUserBringsItsJournalAndStaysOutOfItsOldBatch() {
        Path job = world.imapJob();
        world.run(job);
        world.csv("wave-2.csv", List.of(HEADER, ANN));
        Path other = world.imapJob(OTHER, "wave-2.csv");
        world.manage.adoptUsers(other);
        long copied = user(JobWorld.BATCH).progress().tally().copied();

        assertThat(world.run(other).exitCode()).isEqualTo(ExitCode.SUCCESS);

        assertThat(world.users(OTHER)).isEqualTo("{ann=SYNCED}");
        assertThat(user(OTHER).progress().tally().copied()).isEqualTo(copied);
        assertThat(user(OTHER).progress().tally().adopted()).isZero();
        RunResult old = world.run(job);
        assertThat(old.exitCode()).as(old.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{bob=INCREMENTAL_SYNCED}");
        assertThat(old.report().warnings())
                .anyMatch(finding -> finding.message().contains("went to another one"));
        world.manage.remove(JobWorld.BATCH, () -> false, () -> {});
        assertThat(world.run(other).exitCode())
                .as("its password is not the old batch's")
                .isEqualTo(ExitCode.SUCCESS);
    }

    @Test
    void aUserWhoGoesBackBringsItsJournalAgain() {
        Path job = world.imapJob("adoptUsers: true");
        world.csv("wave-2.csv", List.of(HEADER, ANN));
        Path other = world.imapJob(OTHER, "wave-2.csv");
        world.manage.adoptUsers(other);
        world.run(job);
        world.run(other);
        world.run(job);
        assertThat(world.users()).as("nobody goes back and forth").doesNotContain("ann=");

        world.manage.addUsers(JobWorld.BATCH, world.csv("back.csv", List.of(HEADER, ANN)));
        world.run(job);

        assertThat(world.users()).contains("ann=");
        assertThat(world.users(OTHER)).isEqualTo("{}");
        assertThat(JobWorld.contents(world.servers.target("ann@example.test")))
                .isEqualTo(JobWorld.contents(world.servers.source("ann")));
    }

    @Test
    void noUserIsTakenFromABatchThatRuns() {
        world.csv("wave-2.csv", List.of(HEADER, ANN));
        Path other = world.imapJob(OTHER, "wave-2.csv");
        world.manage.adoptUsers(other);
        List<String> said = new ArrayList<>();
        world.runner.run(world.imapJob(), new SilentListener() {
            @Override
            public void stepStarted(String step) {
                if (step.equals("importUsers") || step.equals("finalReport")) {
                    said.add(world.run(other)
                            .report()
                            .rejected()
                            .get(0)
                            .findings()
                            .get(0)
                            .message());
                }
            }
        });

        assertThat(said)
                .containsExactly(
                        "ann@example.test belongs to batch wave-1, which is running",
                        "ann@example.test belongs to batch wave-1, which is running");
    }

    @Test
    void aRemovedUserStaysOutUntilItIsAddedAgain() {
        Path job = world.imapJob();
        world.run(job);
        world.manageUsers.remove(user(JobWorld.BATCH));
        world.deliver("ann", FolderPath.INBOX, "late");

        assertThat(world.run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{bob=INCREMENTAL_SYNCED}");

        world.manage.addUsers(JobWorld.BATCH, world.csv("more.csv", List.of(HEADER, ANN)));
        assertThat(world.run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=INCREMENTAL_SYNCED, bob=INCREMENTAL_SYNCED}");
        assertThat(JobWorld.contents(world.servers.target("ann@example.test")))
                .isEqualTo(JobWorld.contents(world.servers.source("ann")));
    }

    @Test
    void aCsvThatWasAddedCanBeTakenBack() {
        world.csv(HEADER, ANN);
        Path job = world.imapJob();
        Path more = world.csv("more.csv", List.of(HEADER, BOB));
        world.create(job);
        world.manage.addUsers(JobWorld.BATCH, more);
        world.run(job);
        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=SYNCED}");

        assertThatThrownBy(() -> world.manage.dropUsers(JobWorld.BATCH, more.resolveSibling("none.csv")))
                .hasMessageContaining("none.csv was not added")
                .hasMessageContaining(more.toString());
        world.manage.dropUsers(JobWorld.BATCH, more);
        world.run(job);

        assertThat(world.users()).isEqualTo("{ann=INCREMENTAL_SYNCED}");
    }

    @Test
    void twoUsersAreNeverCopiedIntoOneMailboxAtOnce() {
        world.csv("wave-2.csv", List.of(HEADER, "ann@example.test,bob,pw-bob"));
        Path merging = world.write(
                "merge.yml",
                JobWorld.text(world.imapJob(OTHER, "wave-2.csv")).replace("old.example.test", "older.example.test"));
        List<RunResult> meanwhile = new ArrayList<>();
        world.csv(HEADER, ANN);
        world.runner.run(world.imapJob(), new SilentListener() {
            @Override
            public void committed(UserId id, FolderPath path, long items, long sizeBytes) {
                if (meanwhile.isEmpty()) {
                    meanwhile.add(world.run(merging));
                }
            }
        });

        assertThat(meanwhile.get(0).exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(user(OTHER).failure().orElseThrow().code()).isEqualTo(FailureCode.MAILBOX_BUSY);
        assertThat(world.run(merging).exitCode()).isEqualTo(ExitCode.SUCCESS);
    }

    /** Other mailboxes may number their messages alike. */
    @Test
    void aUserWhoseSourceMailboxWasWrongIsComparedInFull() {
        Path job = world.imapJob();
        world.csv(HEADER, "ann@example.test,bob,pw-bob");
        world.run(job);
        world.seed("ann", 3);
        world.csv(HEADER, ANN);

        world.run(job);

        assertThat(JobWorld.contents(world.servers.target("ann@example.test")))
                .containsAll(JobWorld.contents(world.servers.source("ann")));
    }

    @Test
    void aUserWhoseOwnTimeHasNotComeIsLeftOutAndDueThen() {
        Path job = world.imapJob();
        world.create(job);
        world.run(job);
        world.csv(HEADER, ANN, BOB, "cyd@example.test,ann,pw-ann");
        world.importOnly(job);
        MigrationUser cyd = world.ledger
                .find(JobWorld.BATCH, new EmailAddress("cyd@example.test"))
                .orElseThrow();
        world.manageUsers.set(cyd, Map.of("startAfter", "2099-01-01T00:00:00Z"));

        RunResult result = world.run(job);

        assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(result.message()).contains("2 of 3 users are synced, 1 wait for their time");
        assertThat(result.report().view().status()).isEqualTo(BatchStatus.SYNCED);
        assertThat(world.users()).isEqualTo("{ann=INCREMENTAL_SYNCED, bob=INCREMENTAL_SYNCED, cyd=QUEUED}");
        assertThat(world.queries.find(JobWorld.BATCH).orElseThrow().nextTime())
                .hasToString("Optional[2099-01-01T00:00:00Z]");

        world.manageUsers.set(cyd, Map.of("startAfter", "2020-01-01T00:00:00Z"));
        world.run(job);
        assertThat(world.users()).contains("cyd=SYNCED");
    }

    @Test
    void aUserCompletesByItsOwnTimeBeforeOrAfterItsBatch() {
        Path job = world.imapJob();
        world.run(job);
        world.manageUsers.set(user(JobWorld.BATCH), Map.of("completeAfter", "2020-01-01T00:00:00Z"));
        world.run(job);
        assertThat(world.users()).isEqualTo("{ann=COMPLETED, bob=INCREMENTAL_SYNCED}");

        MigrationUser bob = world.ledger
                .find(JobWorld.BATCH, new EmailAddress("bob@example.test"))
                .orElseThrow();
        world.manageUsers.set(bob, Map.of("completeAfter", "2099-01-01T00:00:00Z"));
        RunResult completed = world.complete();
        assertThat(completed.exitCode()).as(completed.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=COMPLETED, bob=INCREMENTAL_SYNCED}");
        assertThat(completed.report().view().status()).isEqualTo(BatchStatus.SYNCED);

        world.manageUsers.set(bob, Map.of("completeAfter", ""));
        world.run(job);
        assertThat(world.users()).isEqualTo("{ann=COMPLETED, bob=COMPLETED}");
    }

    @Test
    void aLimitOfOneUserBeatsTheBatchs() {
        for (String address : List.of("ann@example.test", "bob@example.test")) {
            world.servers
                    .target(address)
                    .refusing((path, item) ->
                            item.text().contains("item 1") ? Optional.of(FailureCode.ITEM_REFUSED) : Optional.empty());
        }
        Path job = world.imapJob("badItemLimit: 0");
        world.create(job);
        world.importOnly(job);
        world.manageUsers.set(user(JobWorld.BATCH), Map.of("badItemLimit", "5"));

        world.run(job);

        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=FAILED}");
        assertThatThrownBy(
                        () -> world.manageUsers.set(user(JobWorld.BATCH), Map.of("badItemLimit", "x", "zone", "UTC")))
                .hasMessageContaining("user ann@example.test: badItemLimit: ")
                .hasMessageContaining("user ann@example.test: zone: unknown key");
    }

    @Test
    void anOwnTimeToCompleteWaitsForTheEndOfTheFirstPass() {
        world.csv(HEADER, ANN, "bob@example.test,bob,wrong");
        Path job = world.imapJob();
        world.create(job);
        world.importOnly(job);
        world.manageUsers.set(user(JobWorld.BATCH), Map.of("completeAfter", "2020-01-01T00:00:00Z"));
        world.run(job);
        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=FAILED}");

        world.csv(HEADER, ANN, BOB);
        assertThat(world.restart().exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=SYNCED}");
        world.run(job);
        assertThat(world.users()).isEqualTo("{ann=COMPLETED, bob=INCREMENTAL_SYNCED}");
    }

    @Test
    void anOwnTimeToCompleteComesAlsoWithoutIncrementalSyncs() {
        Path job = world.imapJob("allowIncrementalSyncs: false");
        world.run(job);
        world.manageUsers.set(user(JobWorld.BATCH), Map.of("completeAfter", "2020-01-01T00:00:00Z"));
        world.deliver("bob", FolderPath.INBOX, "late");

        world.run(job);

        assertThat(world.users()).isEqualTo("{ann=COMPLETED, bob=SYNCED}");
        assertThat(JobWorld.contents(world.servers.target("bob@example.test")))
                .noneMatch(text -> text.contains("late"));
    }

    @Test
    void addingUsersAgainReleasesNobodyWhoIsOnlyStopped() {
        Path job = world.imapJob();
        world.run(job);
        world.ledger.hold(user(JobWorld.BATCH).id());

        world.manage.addUsers(JobWorld.BATCH, world.csv("more.csv", List.of(HEADER, ANN)));

        assertThat(user(JobWorld.BATCH).held()).isTrue();
    }

    @Test
    void endpointsOfOneNameOnTwoServersAreTwoSources() {
        world.run(world.imapJob());
        Path elsewhere = world.write(
                "merge.yml",
                JobWorld.text(world.imapJob(OTHER, "users.csv")).replace("old.example.test", "older.example.test"));

        assertThat(world.run(elsewhere).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users(OTHER)).isEqualTo("{ann=SYNCED, bob=SYNCED}");
    }

    @Test
    void aValidationLooksAtWhoWouldRun() {
        world.run(world.imapJob());
        world.manageUsers.remove(user(JobWorld.BATCH));

        assertThat(world.validation.validate(world.manage.known(JobWorld.BATCH)).users())
                .extracting(check -> check.address())
                .containsExactly("bob@example.test");
    }

    @Test
    void aFolderThatIsNamedWrongIsNotCopiedSilently() {
        assertThat(world.run(world.imapJob("includeFolders: [Wrok]")).exitCode())
                .isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(user(JobWorld.BATCH).failure().orElseThrow().message()).contains("no folder is called Wrok");

        RunResult partly = world.run(world.imapJob("includeFolders: ['#Inbox#', Wrok]"));
        assertThat(partly.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(partly.message()).contains("ann@example.test: no folder is called Wrok");
    }

    private MigrationUser user(BatchName batch) {
        return world.ledger.find(batch, ANNS).orElseThrow();
    }
}
