package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.MigrationUserStatus;

/** What {@code verify} says instead of looking at mailboxes. */
class VerifyRefusalsTest {
    private final FakeContexts contexts = new FakeContexts();
    private final Path folder;

    VerifyRefusalsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void anEndpointsSecretThatIsNotThereIsToldOnceAndNotOfEachUser() throws IOException {
        contexts.stored.put("old-mail", Samples.endpoint("old-mail", "env:OLD"));
        contexts.stored.put("new-mail", Samples.endpoint("new-mail", "env:NEW"));
        Path jobFile = Files.writeString(folder.resolve("wave-1.yml"), """
            name: wave-1
            type: imap
            csv: users.csv
            source: { endpoint: old-mail }
            target: { endpoint: new-mail }
            """);
        Files.createFile(folder.resolve("users.csv"));
        contexts.withBatch(
                "wave-1",
                Samples.user(0, "wave-1", "ann@contoso.test", MigrationUserStatus.SYNCED),
                Samples.user(1, "wave-1", "bob@contoso.test", MigrationUserStatus.SYNCED));
        contexts.views.put("wave-1", Samples.batch("wave-1", BatchStatus.SYNCED, jobFile));

        Typed typed = Typed.in(contexts, "verify", "wave-1", "--home", folder.toString());

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err())
                .isEqualTo("error: password of endpoint old-mail: env:OLD: is not set\n"
                        + "password of endpoint new-mail: env:NEW: is not set\n"
                        + "hint:  Set the variable, or create or correct the file, then start again.\n");
    }

    @Test
    void whatCannotBeWrittenIsToldAndNotComparedAgain() throws IOException {
        Path jobFile = Files.writeString(folder.resolve("wave-1.yml"), """
            name: wave-1
            type: imap
            csv: users.csv
            source: { endpoint: old-mail }
            target: { endpoint: new-mail }
            endpoints:
              - { name: old-mail, kind: imap, host: old.example.test, login: { as: user } }
              - { name: new-mail, kind: imap, host: new.example.test, login: { as: user } }
            """);
        Files.createFile(folder.resolve("users.csv"));
        contexts.withBatch("wave-1", Samples.user(0, "wave-1", "ann@contoso.test", MigrationUserStatus.QUEUED));
        contexts.views.put("wave-1", Samples.batch("wave-1", BatchStatus.SYNCED, jobFile));
        Files.createDirectories(folder.resolve("reports/wave-1/1/.manifest.csv.part/full"));

        Typed typed = Typed.in(contexts, "verify", "wave-1", "--home", folder.toString());

        assertThat(typed.err()).contains("cannot write the verification into");
        assertThat(typed.out()).containsOnlyOnce("ann@contoso.test: NOT VERIFIED: BATCH_NOT_READY");
    }

    @Test
    void aManifestThatIsNotThereHasNothingToDoWithTheHomeFolder() {
        Path file = folder.resolve("manifest.json");

        Typed typed = Typed.in(contexts, "verify", "--manifest", file.toString());

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err())
                .isEqualTo(
                        "error: " + file + ": there is no such file\nhint:  name a manifest.json that 'verify' wrote, "
                                + "with the files beside it that it wrote, too\n");
    }
}
