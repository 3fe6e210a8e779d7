package org.stagepost.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.sandbox.Sandbox;

/** Removal of the demo's batch, which has changed its directories. */
class RemoveSandboxTest {
    @Test
    void whatItChangedInDirectoriesOutlivesIt(@TempDir Path folder) throws IOException {
        String home = folder.resolve("home").toString();
        InThisProcess stagepost = new InThisProcess();
        try (Sandbox sandbox = Sandbox.start(folder.resolve("demo"))) {
            stagepost.execute("run", sandbox.jobFile().toString(), "--home", home);
        }

        assertThat(stagepost.execute("batch", "remove", "demo", "--yes", "--home", home))
                .isEqualTo(2);
        assertThat(stagepost.output())
                .contains("batch demo is not removed: ")
                .contains(Sandbox.unknownUser() + " is Failed")
                .contains("directory changes stand");
        Path file = Path.of(home, "reports", "demo", "directory-changes.ldif");
        assertThat(file).doesNotExist();
        assertThat(stagepost.execute("batch", "remove", "demo", "--yes", "--force", "--home", home))
                .as(stagepost.output())
                .isZero();

        assertThat(stagepost.execute("batch", "show", "demo", "--home", home)).isEqualTo(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file))
                .contains("# takes back: convert of ")
                .contains("changetype: modify\ndelete: targetAddress\ntargetAddress: SMTP:");
    }

    @Test
    void reportsOfARemovedBatchOutliveANewOneOfTheName(@TempDir Path folder) throws IOException {
        String home = folder.resolve("home").toString();
        InThisProcess stagepost = new InThisProcess();
        Path report = Path.of(home, "reports", "demo", "1", "report.json");
        String first;
        try (Sandbox sandbox = Sandbox.start(folder.resolve("demo"))) {
            stagepost.execute("run", sandbox.jobFile().toString(), "--home", home);
            first = Files.readString(report);
            stagepost.execute("batch", "remove", "demo", "--yes", "--force", "--home", home);
            assertThat(report).hasContent(first);
            stagepost.execute("run", sandbox.jobFile().toString(), "--home", home);
            stagepost.execute("run", sandbox.jobFile().toString(), "--home", home);
        }

        assertThat(stagepost.output()).contains("the reports of an earlier batch demo are in ");
        assertThat(Files.readString(report)).isNotEqualTo(first);
        try (Stream<Path> batches = Files.list(Path.of(home, "reports"))) {
            List<Path> earlier = batches.filter(
                            path -> path.getFileName().toString().startsWith("demo.earlier-"))
                    .toList();
            assertThat(earlier).singleElement().satisfies(path -> {
                assertThat(path.resolve("1/report.json")).hasContent(first);
                assertThat(path.resolve("directory-changes.ldif")).exists();
            });
        }
    }
}
