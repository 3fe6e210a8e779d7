package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.job.RunResult;
import org.stagepost.model.ExitCode;
import org.stagepost.model.PassNumber;

class DemoCommandTest {
    private final FakeContexts contexts = new FakeContexts();
    private final Path temporary;

    DemoCommandTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    @BeforeEach
    void batch() {
        contexts.batch = listener -> {
            listener.started(Samples.jobFile("demo"), PassNumber.INITIAL, false);
            contexts.mails.add("Subject: demo: every mailbox is there\n\nNine users.\u001b[2J");
            var report = Samples.report(Samples.batch("demo"), List.of());
            return new RunResult(
                    ExitCode.SOME_USERS_FAILED,
                    "9 of 10 users synced. Then: restart demo",
                    report,
                    Path.of("/r/demo/1"));
        };
    }

    private Path home() {
        return temporary.resolve("home");
    }

    private Typed demo(String... more) {
        String[] words =
                ("demo --home " + home() + " " + String.join(" ", more)).strip().split(" ");
        return Typed.in(contexts, words);
    }

    @Test
    void serversOutliveTheRunAndEndWithTheCommand() {
        Typed typed = demo();

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(contexts.log)
                .containsExactly(
                        "sandbox " + home().resolve("demo"),
                        "run " + home(),
                        "batch " + home().resolve("demo/demo.yml"),
                        "closed",
                        "sandbox closed");
    }

    @Test
    void endsWithMailsSummaryReportsAndWhatToType() {
        Typed typed = demo();

        assertThat(typed.out())
                .containsSubsequence(
                        "mails that were sent: 1\n",
                        "  | Subject: demo: every mailbox is there\n",
                        "  | Nine users.\\u001B[2J\n",
                        "demo",
                        "reports: /r/demo/1\n",
                        "next:    stagepost batch show demo --home " + home() + "\n",
                        "the servers of the demo end here, so a restart would find none");
        assertThat(typed.err()).isEqualTo("9 of 10 users synced. Then: stagepost restart demo --home " + home() + "\n");
    }

    @Test
    void homeIsForItsOwnerOnly() throws IOException {
        demo();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home())))
                .isEqualTo("rwx------");
    }

    @Test
    void olderDemoIsLeftAlone() {
        demo();

        Typed again = demo();

        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("holds a demo already");
    }

    @Test
    void withoutAHomeItLivesAmongTheTemporaryFiles() throws IOException {
        Typed.in(contexts, "demo", "--quiet");

        Path folder = Path.of(contexts.log.get(0).substring("sandbox ".length()));
        assertThat(folder.getParent()).hasParent(Path.of(System.getProperty("java.io.tmpdir")));
        Files.delete(folder);
        Files.delete(folder.getParent());
    }

    @Test
    void keptServersWaitForEnterWithTheHomeAlreadyFree() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("\n".getBytes(StandardCharsets.UTF_8)));
        try {
            Typed typed = demo("--keep");

            assertThat(typed.exit()).isEqualTo(3);
            assertThat(typed.err()).endsWith("the servers go on until you type Enter or Ctrl-C\n");
            assertThat(typed.out()).doesNotContain("a restart would find none");
            assertThat(contexts.log).endsWith("closed", "sandbox closed");
        } finally {
            System.setIn(before);
        }
    }
}
