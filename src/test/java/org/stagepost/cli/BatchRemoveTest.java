package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.RejectedRow;
import org.stagepost.migration.RequestAnswer;
import org.stagepost.migration.RequestKind;
import org.stagepost.model.ExitCode;

/** When a batch may be removed, and what is kept of it. */
class BatchRemoveTest {
    private static final String LDIF = "/home/reports/wave-1/directory-changes.ldif";

    private final FakeContexts contexts = new FakeContexts();

    private Typed remove(String... more) {
        return Typed.in(
                contexts,
                Stream.concat(Stream.of("batch", "remove", "wave-1"), List.of(more).stream())
                        .toArray(String[]::new));
    }

    private void users(MigrationUserStatus ann, MigrationUserStatus bob) {
        contexts.withBatch(
                "wave-1",
                Samples.user(0, "wave-1", "ann@contoso.test", ann),
                Samples.user(1, "wave-1", "bob@contoso.test", bob));
    }

    @Test
    void completedBatchWithoutDirectoriesIsRemoved() {
        users(MigrationUserStatus.COMPLETED, MigrationUserStatus.COMPLETED_WITH_WARNINGS);

        assertThat(remove("--yes").out()).isEqualTo("batch wave-1 is removed\n");
        assertThat(contexts.views).isEmpty();
    }

    @Test
    void batchThatNeverStartedIsRemoved() {
        users(MigrationUserStatus.QUEUED, MigrationUserStatus.QUEUED);
        contexts.views.put("wave-1", Samples.batch("wave-1", BatchStatus.CREATED, Path.of("/jobs/wave-1.yml")));

        assertThat(remove("--yes").exit()).isZero();
    }

    @Test
    void removalThatHasBegunGoesOn() {
        users(MigrationUserStatus.SYNCED, MigrationUserStatus.SYNCED);
        contexts.views.put("wave-1", Samples.batch("wave-1", BatchStatus.REMOVING, Path.of("/jobs/wave-1.yml")));
        contexts.changes.forwarded("ann@contoso.test", true);

        assertThat(remove("--yes").exit()).isZero();
        assertThat(contexts.log).contains("kept 1");
    }

    @Test
    void everyReasonAgainstItIsToldAtOnceAndNothingIsWritten() {
        users(MigrationUserStatus.QUEUED, MigrationUserStatus.FAILED);
        contexts.ledger.unapproved = 3;
        contexts.ledger.rejected.add(
                new RejectedRow(4, "", List.of(), SecretReference.none(), SecretReference.none(), List.of()));
        contexts.changes.forwarded("ann@contoso.test", true);
        contexts.changes.forwarded("bob@contoso.test", false);

        Typed typed = remove("--yes");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err())
                .contains("bob@contoso.test is Failed, ann@contoso.test is Queued")
                .contains("1 row of the CSV was left out")
                .contains("3 skipped items are not approved")
                .contains("2 directory changes stand, and none can be taken back after that (directory undo wave-1)")
                .doesNotContain(LDIF)
                .contains("--force");
        assertThat(contexts.views).hasSize(1);
        assertThat(contexts.log).noneMatch(line -> line.startsWith("kept"));
    }

    @Test
    void completedBatchIsRemovedAndItsChangesAreKept() {
        users(MigrationUserStatus.COMPLETED, MigrationUserStatus.COMPLETED_WITH_WARNINGS);
        contexts.changes.forwarded("ann@contoso.test", true);

        Typed typed = remove("--yes");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(typed.out()).contains("its directory changes are in " + LDIF);
        assertThat(contexts.log).contains("kept 1");
    }

    @Test
    void withoutYesTheReasonsAreToldAndNothingIsWritten() {
        users(MigrationUserStatus.SYNCED, MigrationUserStatus.COMPLETED);
        contexts.changes.forwarded("ann@contoso.test", true);

        Typed typed = remove("--force");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.out())
                .contains("against it: ann@contoso.test is Synced\n")
                .contains("against it: 1 directory change stands");
        assertThat(typed.err()).startsWith("error: nothing was removed\nhint:  add --yes --force to remove it");
        assertThat(contexts.views).hasSize(1);
        assertThat(contexts.log).noneMatch(line -> line.startsWith("kept"));
    }

    @Test
    void nothingIsWrittenForABatchThatHadJustBegunToRun() {
        users(MigrationUserStatus.COMPLETED, MigrationUserStatus.COMPLETED);
        contexts.changes.forwarded("ann@contoso.test", true);
        contexts.runnerAlive = true;
        contexts.requests.answers.put(RequestKind.STOP, new RequestAnswer(ExitCode.STOPPED, "it stops"));

        Typed typed = remove("--yes");

        assertThat(typed.err()).contains("had just begun to run");
        assertThat(contexts.views).hasSize(1);
        assertThat(contexts.log).noneMatch(line -> line.startsWith("kept"));
    }

    @Test
    void forceRemovesItAndNamesTheFileOfItsChanges() {
        users(MigrationUserStatus.SYNCED, MigrationUserStatus.SYNCED);
        contexts.changes.forwarded("ann@contoso.test", true);

        Typed typed = remove("--yes", "--force");

        assertThat(typed.out()).isEqualTo("its directory changes are in " + LDIF + "\nbatch wave-1 is removed\n");
        assertThat(contexts.views).isEmpty();
        assertThat(contexts.log).contains("kept 1");
    }
}
