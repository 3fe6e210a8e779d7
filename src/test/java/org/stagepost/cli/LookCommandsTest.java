package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.sync.SkippedItem;

/** {@code batch}, {@code user} and {@code report}: commands that look. */
class LookCommandsTest {
    private static final MigrationUser ANN = Samples.user(0, "wave-1", "ann@contoso.test", MigrationUserStatus.SYNCED);
    private static final MigrationUser BOB = Samples.user(1, "wave-1", "bob@contoso.test", MigrationUserStatus.FAILED);
    private static final MigrationUser ANN_AGAIN =
            Samples.user(2, "wave-2", "ann@contoso.test", MigrationUserStatus.QUEUED);

    private final FakeContexts contexts = new FakeContexts();

    @BeforeEach
    void twoBatches() {
        contexts.withBatch("wave-1", ANN, BOB).withBatch("wave-2", ANN_AGAIN);
        contexts.ledger.skipped.put(
                ANN.id(),
                List.of(new SkippedItem(
                        FolderPath.INBOX,
                        new ItemKey("7"),
                        FailureCode.ITEM_TOO_LARGE,
                        "",
                        Instant.EPOCH,
                        "",
                        "Holiday pictures",
                        9,
                        "NO [TOOBIG]")));
    }

    @Test
    void batchListShowsEveryBatch() {
        Typed typed = Typed.in(contexts, "batch", "list");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).contains("wave-1").contains("wave-2");
        assertThat(contexts.log).endsWith("closed");
    }

    @Test
    void batchShowShowsOne() {
        Typed typed = Typed.in(contexts, "batch", "show", "wave-1");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).contains("wave-1").doesNotContain("wave-2");
    }

    @Test
    void batchShowSaysUntilWhenARunIsQuiet(@TempDir Path folder) throws IOException {
        Path job = Files.writeString(folder.resolve("wave-3.yml"), """
                name: wave-3
                type: imap
                csv: users.csv
                source: { endpoint: old-mail }
                target: { endpoint: new-mail }
                endpoints:
                  - { name: old-mail, kind: imap, host: old.example.test }
                  - { name: new-mail, kind: imap, host: new.example.test, quietHours: ['00:00-00:00 UTC'] }
                """);
        contexts.views.put("wave-3", Samples.batch("wave-3", BatchStatus.SYNCING, job));
        contexts.views.put("wave-4", Samples.batch("wave-4", BatchStatus.SYNCED, job));

        assertThat(Typed.in(contexts, "batch", "show", "wave-3").out())
                .contains("Quiet hours of endpoint new-mail: nothing is copied until 20");
        assertThat(Typed.in(contexts, "batch", "show", "wave-4").out()).doesNotContain("Quiet hours");
    }

    @Test
    void userListShowsTheUsersOfOneBatch() {
        Typed typed = Typed.in(contexts, "user", "list", "wave-1");

        assertThat(typed.out()).contains("ann@contoso.test").contains("bob@contoso.test");
    }

    @Test
    void userShowFindsTheBatchByItself() {
        Typed typed = Typed.in(contexts, "user", "show", "BOB@contoso.test");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).contains("bob@contoso.test");
    }

    @Test
    void userShowDoesNotGuessBetweenBatches() {
        Typed typed = Typed.in(contexts, "user", "show", "ann@contoso.test");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err())
                .isEqualTo(
                        "error: ann@contoso.test is in several batches: wave-1, wave-2\nhint:  choose one with --batch\n");
    }

    @Test
    void userShowListsSkippedItemsWhenAsked() {
        String[] show = {"user", "show", "ann@contoso.test", "--batch", "wave-1"};
        String[] withItems = {"user", "show", "ann@contoso.test", "--batch", "wave-1", "--skipped"};

        assertThat(Typed.in(contexts, show).out()).doesNotContain("Holiday pictures");
        assertThat(Typed.in(contexts, withItems).out())
                .contains("Holiday pictures")
                .contains("NO [TOOBIG]");
    }

    @Test
    void reportShowTellsWhereTheFilesAre() {
        Typed typed = Typed.in(contexts, "report", "show", "wave-1", "--home", "/srv/home");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).contains("wave-1").endsWith("\nreports: /srv/home/reports/wave-1/1\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "batch show wave-3",
                "user list wave-3",
                "report show wave-3",
                "user show ann@contoso.test --batch wave-3"
            })
    void unknownBatchNamesTheNearest(String command) {
        Typed typed = Typed.in(contexts, command.split(" "));

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).isEqualTo("error: there is no batch 'wave-3'\nhint:  did you mean 'wave-1'?\n");
    }

    @Test
    void unknownUserNamesTheNearest() {
        Typed typed = Typed.in(contexts, "user", "show", "anne@contoso.test", "--batch", "wave-1");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err())
                .isEqualTo(
                        "error: there is no user anne@contoso.test in batch wave-1\nhint:  did you mean 'ann@contoso.test'?\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "batch list",
                "batch show wave-1",
                "user list wave-1",
                "user show bob@contoso.test",
                "report show wave-1"
            })
    void jsonIsAllThatIsPrinted(String command) {
        Typed typed = Typed.in(contexts, (command + " --json").split(" "));

        assertThat(typed.exit()).isZero();
        assertThat(typed.out().strip()).startsWith("{").endsWith("}");
        assertThat(typed.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "batch list",
                "batch show wave-1",
                "user list wave-1",
                "user show bob@contoso.test",
                "report show wave-1"
            })
    void quietPrintsNothing(String command) {
        Typed typed = Typed.in(contexts, (command + " --quiet").split(" "));

        assertThat(typed).isEqualTo(new Typed(0, "", ""));
    }
}
