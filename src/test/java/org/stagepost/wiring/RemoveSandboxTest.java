package org.stagepost.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
        assertThat(stagepost.execute("batch", "remove", "demo", "--yes", "--force", "--home", home))
                .as(stagepost.output())
                .isZero();

        assertThat(stagepost.execute("batch", "show", "demo", "--home", home)).isEqualTo(2);
        Path file = Path.of(home, "reports", "demo", "directory-changes.ldif");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file))
                .contains("# takes back: convert of ")
                .contains("changetype: modify\ndelete: targetAddress\ntargetAddress: SMTP:");
    }
}
