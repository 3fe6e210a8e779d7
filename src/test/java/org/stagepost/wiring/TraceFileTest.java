package org.stagepost.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.mailbox.TraceLog;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.HomeFolder;

class TraceFileTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T12:00:00.5Z"), ZoneOffset.UTC);

    private final Path folder;

    TraceFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void linesHaveATimeAndOnlyTheOwnerReadsThem() throws IOException {
        Path path = folder.resolve("trace.log");
        try (var file = new TraceFile(path, CLOCK)) {
            file.line("old-mail:1 > s1 NOOP");
            file.line("old-mail:1 < s1 OK");
        }

        assertThat(Files.readString(path)).isEqualTo("""
                        2026-11-20T12:00:00.500Z old-mail:1 > s1 NOOP
                        2026-11-20T12:00:00.500Z old-mail:1 < s1 OK
                        """);
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aTraceThatGetsTooLongSaysThatItIsCut() throws IOException {
        Path path = folder.resolve("trace.log");
        try (var file = new TraceFile(path, CLOCK, 100)) {
            for (int i = 0; i < 10; i++) {
                file.line("0123456789012345");
            }
        }

        assertThat(Files.readString(path).lines())
                .hasSize(3)
                .last()
                .isEqualTo("cut: a trace holds no more than 100 bytes");
    }

    @Test
    void aDiskThatIsFullEndsTheTraceAndNothingElse() {
        try (var file = new TraceFile(Path.of("/dev/full"), CLOCK)) {
            file.line("one");
            file.line("two");
        }

        assertThat(Path.of("/dev/full")).exists();
    }

    @Test
    void onlyTheUsersWhoAreWantedHaveOneUnderANameThatFileSystemsTake() {
        try (var files = new TraceFiles(new HomeFolder(folder), CLOCK)) {
            EmailAddress odd = new EmailAddress("a/b@contoso.test");

            Path path = files.begin(odd);

            assertThat(path).isEqualTo(folder.resolve("logs/trace-a_b@contoso.test-20261120T120000.log"));
            assertThat(files.begin(new EmailAddress("A/b@contoso.test"))).isEqualTo(path);
            assertThat(files.of(odd)).isInstanceOf(TraceFile.class);
            assertThat(files.of(new EmailAddress("ann@contoso.test"))).isSameAs(TraceLog.NONE);
        }
    }
}
