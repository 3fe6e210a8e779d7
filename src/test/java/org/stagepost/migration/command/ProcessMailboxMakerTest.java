package org.stagepost.migration.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

@Timeout(60)
class ProcessMailboxMakerTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Path folder;
    private final ProcessMailboxMaker maker = maker(LONG, LONG);

    ProcessMailboxMakerTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static ProcessMailboxMaker maker(Duration limit, Duration grace) {
        return new ProcessMailboxMaker(
                Map.of("PATH", System.getenv("PATH"), "LANG", "C.UTF-8", "STAGEPOST_KEY", "hunter2-canary"),
                limit,
                grace);
    }

    private String program(String... lines) {
        try {
            Path script = Files.writeString(folder.resolve("program"), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
            return script.toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String seen() throws IOException {
        return Files.readString(folder.resolve("seen"));
    }

    private static MigrationException failure(ProcessMailboxMaker some, String... command) {
        try {
            some.make(List.of(command), () -> false);
        } catch (MigrationException e) {
            return e;
        }
        throw new AssertionError("the command succeeded");
    }

    @Test
    void argumentsArriveAsTheyAre() throws IOException {
        String program = program("for word; do echo \"[$word]\"; done > '" + folder + "/seen'");

        maker.make(List.of(program, "a b", "$(id)@example.test", "`x`;&|'\"", "", "*"), () -> false);

        assertThat(seen()).isEqualTo("[a b]\n[$(id)@example.test]\n[`x`;&|'\"]\n[]\n[*]\n");
    }

    @Test
    void environmentHoldsNoSecret() throws IOException {
        maker.make(List.of(program("env > '" + folder + "/seen'")), () -> false);

        assertThat(seen()).contains("PATH=", "LANG=C.UTF-8").doesNotContain("canary", "STAGEPOST");
    }

    @Test
    void standardInputIsAtItsEnd() {
        maker.make(List.of(program("cat")), () -> false);
    }

    @Test
    void otherExitCodeThanZeroIsAFailureWithTheLastLines() {
        String program = program(
                "i=0; while [ $i -lt 2000 ]; do echo \"line $i\"; i=$((i+1)); done",
                "printf '\\033[31mno licence\\007 left\\033[0m\\n' >&2",
                "exit 7");

        MigrationException failure = failure(maker, program);

        assertThat(failure.code()).isEqualTo(FailureCode.MAILBOX_COMMAND_FAILED);
        assertThat(failure)
                .hasMessage("the mailbox command failed: exit code 7; it said: line 1996 / line 1997 / line 1998 /"
                        + " line 1999 / no licence  left");
    }

    @Test
    void longLineIsCut() {
        assertThat(failure(maker, program("head -c 100000 /dev/zero | tr '\\0' x", "exit 1"))
                        .detail())
                .hasSizeLessThan(300);
    }

    @Test
    void commandThatDoesNotEndIsEndedWithItsChildren() throws IOException, InterruptedException {
        String program = program("sleep 600 & echo $! > '" + folder + "/seen'", "wait");

        MigrationException failure = failure(maker(SHORT, LONG), program);

        assertThat(failure.code()).isEqualTo(FailureCode.MAILBOX_COMMAND_FAILED);
        assertThat(failure.detail()).contains("did not end within");
        assertChildEnds();
    }

    private void assertChildEnds() throws IOException, InterruptedException {
        long child = Long.parseLong(seen().strip());
        for (int i = 0; i < 100 && alive(child); i++) {
            Thread.sleep(50);
        }
        assertThat(alive(child)).isFalse();
    }

    private boolean isSeen() {
        try {
            return Files.exists(folder.resolve("seen")) && seen().endsWith("\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void interruptAndDefectEndItWithItsChildren() throws IOException, InterruptedException {
        String program = program("sleep 600 & echo $! > '" + folder + "/seen'", "wait");
        Thread here = Thread.currentThread();

        assertThatThrownBy(() -> maker.make(List.of(program), () -> {
                    if (isSeen()) {
                        here.interrupt();
                    }
                    return false;
                }))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.STOPPED));
        assertThat(Thread.interrupted()).isTrue();
        assertChildEnds();

        Files.delete(folder.resolve("seen"));
        assertThatThrownBy(() -> maker.make(List.of(program), () -> {
                    if (isSeen()) {
                        throw new IllegalStateException("a defect");
                    }
                    return false;
                }))
                .hasMessage("a defect");
        assertChildEnds();
    }

    private static boolean alive(long process) {
        return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
    }

    @Test
    void childThatGoesOnIsNotAwaited() {
        maker.make(List.of(program("sleep 20 &", "exit 0")), () -> false);
    }

    @Test
    void stopLeavesTheCommandAMomentAndEndsItThen() {
        String program = program("trap '' TERM", "while :; do sleep 0.1; done");

        assertThatThrownBy(() -> maker(LONG, SHORT).make(List.of(program), () -> true))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.STOPPED));
        maker.make(List.of(program("sleep 0.3")), () -> true);
    }

    @Test
    void programIsFoundByItsPathOrLikeOneThatIsTyped() throws IOException {
        String program = program("exit 0");

        maker.check(program);
        maker.check("sh");
        Files.setPosixFilePermissions(Path.of(program), PosixFilePermissions.fromString("rw-------"));
        for (String missing : List.of(program, folder.toString(), folder + "/none", "no-such-program-here", "")) {
            assertThatThrownBy(() -> maker.check(missing))
                    .as(missing)
                    .isInstanceOfSatisfying(MigrationException.class, e -> assertThat(e.code())
                            .isEqualTo(FailureCode.JOB_FILE_INVALID));
        }
    }
}
