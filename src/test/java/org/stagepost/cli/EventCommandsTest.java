package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.cli.progress.ProgressView;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.job.LoggedRun;
import org.stagepost.job.RunResult;
import org.stagepost.job.SeveralListeners;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.RequestAnswer;
import org.stagepost.migration.RequestKind;
import org.stagepost.migration.UserCsv;
import org.stagepost.migration.UserRow;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;

/** {@code --events}. */
class EventCommandsTest {
    private final FakeContexts contexts = new FakeContexts();
    private final Path folder;
    private final Path file;

    EventCommandsTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("events.ndjson");
        contexts.batch = listener -> {
            listener.started(Samples.jobFile("wave-1"), PassNumber.INITIAL, false);
            listener.userEnded(new UserId(0), new EmailAddress("ann@contoso.test"), MigrationUserStatus.SYNCED, "");
            return new RunResult(
                    ExitCode.SUCCESS, "All 2 users synced.", Samples.reportOf("wave-1"), Path.of("/srv/home/reports"));
        };
    }

    private Typed run(String... more) {
        String[] typed = new String[more.length + 2];
        typed[0] = "run";
        typed[1] = "wave-1.yml";
        System.arraycopy(more, 0, typed, 2, more.length);
        return Typed.in(contexts, typed);
    }

    private static List<String> names(String lines) {
        return lines.lines()
                .map(line -> line.replaceAll(".*\"event\":\"([a-zA-Z]+)\".*", "$1"))
                .toList();
    }

    @Test
    void areAppendedToAFileThatOnlyItsOwnerReads() throws IOException {
        run("--events", file.toString());
        Typed second = run("--events", file.toString());

        assertThat(names(Files.readString(file)))
                .containsExactly("runStarted", "userEnded", "runEnded", "runStarted", "userEnded", "runEnded");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readString(file)).contains("\"worker\":\"host-1:");
        assertThat(second.out()).contains("ann@contoso.test Synced").contains("reports: ");
    }

    @Test
    void areAloneOnStandardOutput() {
        Typed typed = run("--events", "-");

        assertThat(names(typed.out())).containsExactly("runStarted", "userEnded", "runEnded");
        assertThat(typed.err()).isEqualTo("All 2 users synced.\n");
    }

    @Test
    void refusedRunEndsInTheFileToo() throws IOException {
        contexts.batch = listener -> {
            throw new MigrationException(FailureCode.JOB_FILE_INVALID, "wave-1.yml:3: no such key");
        };

        Typed typed = run("--events", file.toString());

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(Files.readString(file)).contains("\"exitCode\":2").contains("wave-1.yml:3: no such key");
    }

    @Test
    void aDefectEndsInTheFileTooWithoutItsMessage() throws IOException {
        contexts.batch = listener -> {
            listener.started(Samples.jobFile("wave-1"), PassNumber.INITIAL, false);
            throw new IllegalStateException("canary");
        };

        Typed typed = run("--events", file.toString());

        assertThat(typed.exit()).isEqualTo(1);
        assertThat(names(Files.readString(file))).containsExactly("runStarted", "runEnded");
        assertThat(Files.readString(file))
                .contains("\"exitCode\":1", "a defect of Stagepost: java.lang.IllegalStateException at ")
                .doesNotContain("canary");
    }

    @Test
    void fileThatCannotBeWrittenIsToldBeforeTheRun() {
        Typed typed = run("--events", folder.resolve("absent/events").toString());

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err())
                .contains("--events: cannot write to " + folder.resolve("absent/events") + ": there is no such folder");
        assertThat(contexts.log).isEmpty();
    }

    @Test
    void fullDiskIsToldAtTheEndAndFailsNothing() {
        Typed typed = run("--events", "/dev/full");

        assertThat(typed.exit()).isZero();
        assertThat(typed.err()).startsWith("--events: 3 events are lost: ");
    }

    @Test
    void twoDocumentsCannotShareStandardOutput() {
        Typed typed = run("--events", "-", "--json");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("--json and --events -");
    }

    @Test
    void dryRunHasNone() {
        Typed typed = run("--events", file.toString(), "--dry-run");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("--dry-run runs nothing");
        assertThat(file).doesNotExist();
    }

    @Test
    void aTraceIsToldOfWhereItIsOrThatThereIsNone() throws IOException {
        contexts.traces = folder;
        Path file = Files.createFile(folder.resolve("ann@contoso.test"));
        Path jobFile = jobFileOf("ann@contoso.test");
        contexts.ledger.users.add(Samples.user(2, "wave-1", "bob@contoso.test", MigrationUserStatus.SYNCED));

        Typed typed = Typed.in(
                contexts, "run", jobFile.toString(), "--trace", "ann@contoso.test", "--trace", "bob@contoso.test");

        assertThat(contexts.log)
                .containsSubsequence("trace ann@contoso.test", "trace bob@contoso.test", "batch " + jobFile);
        assertThat(typed.out())
                .contains("trace:   " + file + "\n")
                .contains("trace:   no connection was opened here for bob@contoso.test, so there is none\n");
    }

    private Path jobFileOf(String address) throws IOException {
        contexts.stored.put("old-mail", Samples.endpoint("old-mail", "env:OLD"));
        contexts.stored.put("new-mail", Samples.endpoint("new-mail", "env:NEW"));
        List<UserRow> rows = List.of(
                Samples.user(1, "wave-1", address, MigrationUserStatus.QUEUED).row());
        contexts.csvReader =
                (csv, expectations) -> new UserCsv(csv, List.of("EmailAddress"), ',', rows, List.of(), List.of());
        Files.createFile(folder.resolve("users.csv"));
        return Files.writeString(folder.resolve("wave-1.yml"), """
            name: wave-1
            type: imap
            csv: users.csv
            source: { endpoint: old-mail }
            target: { endpoint: new-mail }
            """);
    }

    @Test
    void aTraceOfNobodyInTheBatchIsRefusedBeforeAnythingIsDone() throws IOException {
        Path jobFile = jobFileOf("ann@contoso.test");

        Typed typed = Typed.in(
                contexts, "run", jobFile.toString(), "--trace", "ann@contoso.test", "--trace", "ann@contoso.tset");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err())
                .isEqualTo("error: --trace: there is no user ann@contoso.tset in the batch\n"
                        + "hint:  did you mean 'ann@contoso.test'?\n");
        assertThat(contexts.log).noneMatch(line -> line.startsWith("trace ") || line.startsWith("batch "));
    }

    @Test
    void aTraceOfWhoWasRemovedIsRefusedThoughTheRowIsStillThere() throws IOException {
        Path jobFile = jobFileOf("ann@contoso.test");
        contexts.membership.removed.add(new EmailAddress("ann@contoso.test"));

        Typed typed = Typed.in(contexts, "run", jobFile.toString(), "--trace", "ann@contoso.test");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("--trace: there is no user ann@contoso.test in the batch");
    }

    @Test
    void anotherProcessIsNotTraced() {
        contexts.elsewhere = true;

        Typed typed = run("--trace", "ann@contoso.test");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("--trace works in the process that runs the batch, and another one does");
        assertThat(contexts.requests.asked).isEmpty();
    }

    @Test
    void aRunOfAnotherProcessIsToldWithThePassThatItOpens() throws IOException {
        contexts.withBatch("wave-1");
        contexts.elsewhere = true;
        contexts.requests.atAsk = () -> {
            contexts.views.put("wave-1", Samples.inPass(2, Samples.batch("wave-1")));
            contexts.requests.answers.put(RequestKind.START, new RequestAnswer(ExitCode.SUCCESS, "All synced."));
        };

        Typed typed = Typed.in(contexts, "batch", "start", "wave-1", "--events", file.toString());

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(names(Files.readString(file))).containsExactly("runStarted", "runEnded");
        assertThat(Files.readString(file)).contains("\"pass\":2").doesNotContain("\"pass\":1");
    }

    @Test
    void theOtherProcessIsAskedForWhatIsWanted() {
        contexts.withBatch("wave-1");
        contexts.elsewhere = true;
        contexts.requests.answers.put(
                RequestKind.COMPLETE, new RequestAnswer(ExitCode.ALREADY_RUNNING, "batch wave-1 is running"));

        Typed typed = Typed.in(contexts, "batch", "complete", "wave-1");

        assertThat(typed.exit()).isEqualTo(75);
        assertThat(typed.out()).contains("is asked to complete it").doesNotContain("run it");
        assertThat(typed.err()).contains("batch wave-1 is running");
    }

    @Test
    void whatARunDoesStandsInTheLogWhoeverLooks() {
        var terminal =
                new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), new FakeShell());
        try (ProgressView view = ProgressView.quiet(terminal);
                RunEvents events = RunEvents.none(terminal)) {
            assertThat(((SeveralListeners) events.beside(view)).all())
                    .contains(view)
                    .hasAtLeastOneElementOfType(LoggedRun.class);
        }
    }
}
