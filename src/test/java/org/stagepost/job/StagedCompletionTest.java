package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.RecipientType;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.ChangeUndone;
import org.stagepost.migration.ChangeUndone.Result;
import org.stagepost.migration.MigrationUser;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** The third stage of a staged batch, and the way back. */
@Tag("store")
class StagedCompletionTest {
    private JobWorld world;

    @BeforeEach
    void open(@TempDir Path folder) {
        world = new JobWorld(folder);
        for (String name : List.of("ann", "bob")) {
            String address = name + "@example.test";
            world.seed(address, 1);
            world.sourceDirectory.add(name, RecipientType.USER_MAILBOX, "", address);
            world.targetDirectory.add(
                    name, RecipientType.MAIL_USER, "SMTP:" + address, address, name + "@new.example.test");
        }
        world.csv("EmailAddress", "ann@example.test", "bob@example.test");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private List<Result> undone(String... user) {
        Optional<EmailAddress> one = user.length == 0 ? Optional.empty() : Optional.of(new EmailAddress(user[0]));
        return world.undo.undo(JobWorld.BATCH, one).stream()
                .map(ChangeUndone::result)
                .toList();
    }

    private BatchView view() {
        return world.queries.find(JobWorld.BATCH).orElseThrow();
    }

    private List<String> remarks() {
        return world.queries.users(JobWorld.BATCH).stream()
                .map(MigrationUser::remark)
                .toList();
    }

    private static DirectoryEntry entry(MemoryDirectory directory, String name) {
        return java.util.Objects.requireNonNull(directory.entries.get(name));
    }

    private List<DirectoryEntry> entries() {
        return List.copyOf(java.util.stream.Stream.concat(
                        world.sourceDirectory.entries.values().stream(),
                        world.targetDirectory.entries.values().stream())
                .toList());
    }

    @Test
    void completedUsersAreMailUsersAtTheSource() {
        world.run(world.stagedJob());
        RunResult result = world.complete();

        assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(result.message()).isEqualTo("Batch wave-1: all 2 users are completed.");
        assertThat(world.users()).isEqualTo("{ann=COMPLETED, bob=COMPLETED}");
        assertThat(world.sourceDirectory.entries.values())
                .extracting(DirectoryEntry::type, DirectoryEntry::targetAddress)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(RecipientType.MAIL_USER, "SMTP:ann@new.example.test"),
                        org.assertj.core.groups.Tuple.tuple(RecipientType.MAIL_USER, "SMTP:bob@new.example.test"));
    }

    @Test
    void mailboxesStayWhereTheJobFileKeepsThem() {
        world.run(world.stagedJob("completion: keep-mailbox"));
        world.complete();

        assertThat(world.users()).isEqualTo("{ann=COMPLETED, bob=COMPLETED}");
        assertThat(world.sourceDirectory.entries.values())
                .extracting(DirectoryEntry::type)
                .containsOnly(RecipientType.USER_MAILBOX);
    }

    @Test
    void mailboxThatStaysForwardsWhenItIsCompleted() {
        world.run(world.stagedJob("completion: keep-mailbox"));
        world.sourceDirectory.add("ann", RecipientType.USER_MAILBOX, "", "ann@example.test");
        world.sourceDirectory.add("bob", RecipientType.USER_MAILBOX, "SMTP:bob@far.test", "bob@example.test");

        world.complete();

        assertThat(world.users()).isEqualTo("{ann=COMPLETED, bob=COMPLETION_FAILED}");
        assertThat(entry(world.sourceDirectory, "ann").targetAddress()).isEqualTo("SMTP:ann@new.example.test");
    }

    @Test
    void whoIsCompletedAlreadyIsRecognised() {
        world.sourceDirectory.add("ann", RecipientType.MAIL_USER, "SMTP:ANN@new.example.test", "ann@example.test");
        world.targetDirectory.add("ann", RecipientType.USER_MAILBOX, "", "ann@example.test", "ann@new.example.test");
        world.sourceDirectory.add("bob", RecipientType.MAIL_USER, "SMTP:bob@far.test", "bob@example.test");

        world.run(world.stagedJob());

        assertThat(world.ledger.users(JobWorld.BATCH))
                .extracting(user -> user.failure().orElseThrow().message())
                .satisfiesExactly(
                        ann -> assertThat(ann).contains("not a mailbox").endsWith("completed already"),
                        bob -> assertThat(bob).contains("not a mailbox").doesNotContain("completed"));
    }

    @Test
    void planTellsOfAChangeOnceThatWasBegunTwice() {
        world.run(world.stagedJob());
        world.sql
                .sql("INSERT INTO DIRECTORY_CHANGE (BATCH_NAME, ADDRESS, DIRECTORY_ENDPOINT, ENTRY_ID, ENTRY_ADDRESS,"
                        + " CHANGE_ACTION, LDIF_BEFORE, LDIF_AFTER, PASSWORD_SET, INTENDED) SELECT BATCH_NAME, ADDRESS,"
                        + " DIRECTORY_ENDPOINT, ENTRY_ID, ENTRY_ADDRESS, CHANGE_ACTION, LDIF_BEFORE, LDIF_AFTER,"
                        + " PASSWORD_SET, INTENDED FROM DIRECTORY_CHANGE WHERE CHANGE_ACTION = 'forward'"
                        + " AND ADDRESS = 'ann@example.test'")
                .update();

        assertThat(world.undo.plan(JobWorld.BATCH, Optional.of(new EmailAddress("ann@example.test"))))
                .extracting(ChangeUndone::result)
                .containsExactly(Result.TAKEN_BACK, Result.NOT_THERE, Result.TAKEN_BACK);
    }

    @Test
    void userWhoseEntryRefusesFailsAloneAndIsCompletedByTheRestart() {
        world.run(world.stagedJob());
        world.sourceDirectory.failAt("ann", new MigrationException(FailureCode.DIRECTORY_REFUSED, "no right"));

        RunResult result = world.complete();

        assertThat(result.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(world.users()).isEqualTo("{ann=COMPLETION_FAILED, bob=COMPLETED}");

        world.sourceDirectory.failWith(null);
        assertThat(world.restart().exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=COMPLETED, bob=COMPLETED}");
    }

    @Test
    void directoryThatIsDownEndsTheRunAndNothingIsSyncedAgain() {
        world.run(world.stagedJob());
        world.servers.atOpening(() ->
                world.sourceDirectory.failWith(new MigrationException(FailureCode.DIRECTORY_UNREACHABLE, "no answer")));

        RunResult result = world.complete();

        assertThat(result.exitCode()).isEqualTo(ExitCode.BATCH_FAILED);
        assertThat(world.users()).isEqualTo("{ann=COMPLETION_SYNCED, bob=COMPLETION_SYNCED}");

        world.servers.atOpening(() -> {});
        world.sourceDirectory.failWith(null);
        world.servers.opened.clear();
        assertThat(world.restart().exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=COMPLETED, bob=COMPLETED}");
        assertThat(world.servers.opened).isEmpty();
    }

    @Test
    void lastSyncThatIsTooOldIsMadeAgainBeforeTheUserIsCompleted() {
        world.run(world.stagedJob());
        world.servers.atOpening(() ->
                world.sourceDirectory.failWith(new MigrationException(FailureCode.DIRECTORY_UNREACHABLE, "no answer")));
        world.complete();
        world.servers.atOpening(() -> {});
        world.sourceDirectory.failWith(null);
        world.sql
                .sql("UPDATE MIGRATION_USER SET LAST_SYNCED = LAST_SYNCED - INTERVAL '2' DAY"
                        + " WHERE ADDRESS_KEY = 'ann@example.test'")
                .update();
        world.servers.opened.clear();

        assertThat(world.restart().exitCode()).isEqualTo(ExitCode.SUCCESS);

        assertThat(world.users()).isEqualTo("{ann=COMPLETED, bob=COMPLETED}");
        assertThat(world.servers.opened).containsOnly("ann@example.test");
    }

    @Test
    void everythingIsTakenBackAndTheNextRunMakesItAgain() {
        List<DirectoryEntry> before = entries();
        world.run(world.stagedJob());
        world.complete();

        assertThat(undone("ann@example.test")).hasSize(3).containsOnly(Result.TAKEN_BACK);
        assertThat(view().message())
                .isEqualTo("Batch wave-1: all 2 users are completed. Users whose directory changes were taken back"
                        + " since, and who are stopped: 1. Go on with: batch start wave-1 --with-stopped");
        assertThat(remarks()).containsExactly("directory changes were taken back", "");
        assertThat(undone()).hasSize(3).containsOnly(Result.TAKEN_BACK);

        assertThat(entries()).isEqualTo(before);
        assertThat(view().status()).isEqualTo(BatchStatus.STOPPED);
        assertThat(remarks()).containsOnly("directory changes were taken back");
        assertThat(world.users()).isEqualTo("{ann=INCREMENTAL_STOPPED, bob=INCREMENTAL_STOPPED}");
        assertThat(undone()).isEmpty();
        world.run(world.stagedJob());
        assertThat(entries())
                .as("nobody is migrated again before somebody says so")
                .isEqualTo(before);

        world.ledger.users(JobWorld.BATCH).forEach(user -> world.ledger.release(user.id()));
        assertThat(world.run(world.stagedJob()).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(remarks()).containsOnly("");
        assertThat(world.users()).isEqualTo("{ann=COMPLETED, bob=COMPLETED}");
        assertThat(world.targetDirectory.entries.values())
                .extracting(DirectoryEntry::type)
                .containsOnly(RecipientType.USER_MAILBOX);
        assertThat(undone()).hasSize(6).containsOnly(Result.TAKEN_BACK);
        assertThat(entries()).isEqualTo(before);
    }

    @Test
    void oneUserIsTakenBackAlone() {
        world.run(world.stagedJob());

        assertThat(undone("ANN@example.test")).containsExactly(Result.TAKEN_BACK, Result.TAKEN_BACK);

        assertThat(entry(world.sourceDirectory, "ann").targetAddress()).isEmpty();
        assertThat(entry(world.sourceDirectory, "bob").targetAddress()).isEqualTo("SMTP:bob@new.example.test");
    }

    @Test
    void conversionStandsAsLongAsTheForwardingThatNeedsItDoes() {
        world.run(world.stagedJob());
        world.sourceDirectory.add("ann", RecipientType.USER_MAILBOX, "SMTP:ann@far.test", "ann@example.test");

        assertThat(undone())
                .containsExactlyInAnyOrder(Result.STANDS, Result.LEFT, Result.TAKEN_BACK, Result.TAKEN_BACK);

        assertThat(entry(world.targetDirectory, "ann").type()).isEqualTo(RecipientType.USER_MAILBOX);
    }

    @Test
    void whoIsStoppedAloneIsNotCompleted() {
        world.run(world.stagedJob());
        world.servers.atOpening(() ->
                world.sourceDirectory.failWith(new MigrationException(FailureCode.DIRECTORY_UNREACHABLE, "no answer")));
        world.complete();
        world.servers.atOpening(() -> {});
        world.sourceDirectory.failWith(null);
        world.ledger.hold(world.ledger.users(JobWorld.BATCH).get(0).id());

        world.restart();

        assertThat(world.users()).isEqualTo("{ann=COMPLETION_SYNCED, bob=COMPLETED}");
        assertThat(entry(world.sourceDirectory, "ann").type()).isEqualTo(RecipientType.USER_MAILBOX);
    }

    @Test
    void forwardingComesBeforeTheLastSyncSoThatNothingArrivesBehindIt() {
        Path job = world.stagedJob("forwarding: after-sync", "autoComplete: true");
        world.servers.atOpening(() ->
                assertThat(entry(world.sourceDirectory, "ann").targetAddress()).isEqualTo("SMTP:ann@new.example.test"));

        assertThat(world.run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);

        assertThat(world.users()).isEqualTo("{ann=COMPLETED, bob=COMPLETED}");
    }

    @Test
    void whatNothingForwardsStaysAMailbox() {
        world.run(world.stagedJob("forwarding: skip"));
        world.complete();

        assertThat(world.users()).isEqualTo("{ann=COMPLETED, bob=COMPLETED}");
        assertThat(entry(world.sourceDirectory, "ann").type()).isEqualTo(RecipientType.USER_MAILBOX);
        assertThatThrownBy(() -> world.run(world.stagedJob("forwarding: skip", "completion: mail-user")))
                .hasMessageContaining("completion: needs forwarding");
    }

    @Test
    void userWhoseEntriesHaveOtherPrimaryAddressesIsTakenBackUnderTheAddressOfTheCsv() {
        world.targetDirectory.add(
                "ann", RecipientType.MAIL_USER, "SMTP:ann@example.test", "anna@new.example.test", "ann@example.test");
        List<DirectoryEntry> before = entries();
        world.run(world.stagedJob());

        assertThat(undone("ann@example.test")).containsExactly(Result.TAKEN_BACK, Result.TAKEN_BACK);
        undone();

        assertThat(entries()).isEqualTo(before);
        assertThat(world.users()).isEqualTo("{ann=INCREMENTAL_STOPPED, bob=INCREMENTAL_STOPPED}");
    }

    @Test
    void forwardingOfWhoIsAMailUserByNowStands() {
        world.run(world.stagedJob());
        world.sourceDirectory.makeMailUser("ann");

        assertThat(undone("ann@example.test")).containsExactly(Result.STANDS, Result.LEFT);

        assertThat(entry(world.sourceDirectory, "ann").targetAddress()).isEqualTo("SMTP:ann@new.example.test");
    }

    @Test
    void planOfWhatIsCompletedSaysThatAllWouldBeTakenBack() {
        world.run(world.stagedJob());
        world.complete();

        assertThat(world.undo.plan(JobWorld.BATCH, Optional.empty()))
                .hasSize(6)
                .allMatch(change -> change.result() == Result.TAKEN_BACK);
    }

    @Test
    void mailboxStaysOneWhileTheOldOneForwardsToIt() {
        world.sourceDirectory.add("ann", RecipientType.USER_MAILBOX, "SMTP:ann@new.example.test", "ann@example.test");
        world.run(world.stagedJob());

        assertThat(undone("ann@example.test")).containsExactly(Result.STANDS);

        assertThat(entry(world.targetDirectory, "ann").type()).isEqualTo(RecipientType.USER_MAILBOX);
    }

    @Test
    void forwardingNeedsAMailboxAtTheTarget() {
        world.run(world.stagedJob("forwarding: after-sync"));
        undone();
        world.ledger.users(JobWorld.BATCH).forEach(user -> {
            world.ledger.release(user.id());
            world.ledger.passed(user.id(), org.stagepost.migration.Phase.PROVISION);
        });

        world.run(world.stagedJob("forwarding: before-sync"));

        assertThat(world.users()).isEqualTo("{ann=FAILED, bob=FAILED}");
        assertThat(world.sourceDirectory.entries.values())
                .extracting(DirectoryEntry::targetAddress)
                .containsOnly("");
    }

    @Test
    void nothingIsTakenBackWhileTheBatchRuns() {
        world.servers.atOpening(() -> assertThatThrownBy(this::undone)
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.BATCH_NOT_READY)));

        assertThat(world.run(world.stagedJob()).exitCode()).isEqualTo(ExitCode.SUCCESS);
    }

    @Test
    void usersAreLetGoAgainWhenARunBeginsJustThen() {
        world.run(world.stagedJob());
        AtomicInteger asked = new AtomicInteger();
        BatchQueries racing = (BatchQueries) Proxy.newProxyInstance(
                BatchQueries.class.getClassLoader(),
                new Class<?>[] {BatchQueries.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("find") && asked.incrementAndGet() == 2) {
                        throw new MigrationException(FailureCode.BATCH_NOT_READY, "it runs by now");
                    }
                    return method.invoke(world.queries, arguments);
                });

        assertThatThrownBy(() -> world.undoing.apply(racing).undo(JobWorld.BATCH, Optional.empty()))
                .hasMessageContaining("it runs by now");

        assertThat(world.ledger.users(JobWorld.BATCH)).noneMatch(user -> user.held());
        assertThat(entry(world.sourceDirectory, "ann").targetAddress()).isEqualTo("SMTP:ann@new.example.test");
    }
}
