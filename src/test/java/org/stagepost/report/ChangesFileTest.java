package org.stagepost.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationBatch.Life;
import org.stagepost.migration.MigrationType;
import org.stagepost.model.BatchName;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.PassNumber;

class ChangesFileTest {
    private final Path folder;
    private final ChangesFile changes;

    ChangesFileTest(@TempDir Path home) {
        folder = home.resolve("reports/wave-1");
        changes = new ChangesFile(new HomeFolder(home));
    }

    private static MigrationBatch created(String time) {
        return new MigrationBatch(
                new BatchName("wave-1"),
                MigrationType.STAGED,
                Path.of("/jobs/wave-1.yml"),
                "old-mail",
                "imap://old.example.test:993",
                "new-mail",
                List.of(),
                "admin",
                Instant.parse(time),
                new Life(PassNumber.INITIAL, Instant.parse(time), Set.of(), ""));
    }

    @Test
    void ownerAloneReadsItAndTheSameBatchReplacesIt() throws IOException {
        changes.keep(created("2026-11-20T12:00:00Z"), "dn: cn=ann\n");
        Path file = changes.keep(created("2026-11-20T12:00:00Z"), "dn: cn=bob\n");

        assertThat(file)
                .isEqualTo(folder.resolve("directory-changes.ldif"))
                .content()
                .isEqualTo("""
                # Directory changes of batch wave-1, created 2026-11-20T12:00:00Z
                # Each record takes one back, the last change first. Look at the entry before.

                dn: cn=bob
                """);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void changesOfAnEarlierBatchOfTheNameStay() {
        changes.keep(created("2026-11-20T12:00:00Z"), "dn: cn=ann\n");
        changes.keep(created("2026-11-21T12:00:00Z"), "dn: cn=bob\n");
        changes.keep(created("2026-11-22T12:00:00Z"), "dn: cn=cyd\n");

        assertThat(folder.resolve("directory-changes-1.ldif")).content().endsWith("dn: cn=ann\n");
        assertThat(folder.resolve("directory-changes-2.ldif")).content().endsWith("dn: cn=bob\n");
        assertThat(folder.resolve("directory-changes.ldif")).content().endsWith("dn: cn=cyd\n");
    }
}
