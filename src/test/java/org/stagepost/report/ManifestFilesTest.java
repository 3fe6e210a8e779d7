package org.stagepost.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.migration.BatchProof;
import org.stagepost.migration.KeptProof;
import org.stagepost.migration.LeftOutRow;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.UserProof;
import org.stagepost.model.FolderPath;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.proof.Depth;
import org.stagepost.proof.Fate;
import org.stagepost.proof.ProofTally;
import org.stagepost.proof.ProvenItem;

class ManifestFilesTest {
    private static final String ASKED = "the same";
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final HomeFolder home;
    private final MigrationBatch batch = SampleReport.batch();
    private final List<MigrationUser> users = SampleReport.users();
    private final MigrationUser user = users.get(0);
    private final UserProof proof = new UserProof(
            user.row().address(), new ProofTally(1, Map.of(Fate.COPIED, 1L), Map.of(), 0, 0, 7), NOON, NOON, null, "");

    ManifestFilesTest(@TempDir Path folder) {
        home = new HomeFolder(folder);
    }

    private KeptProof.Round open(boolean again) {
        return new ManifestFiles(home).open(batch, Depth.FULL, again);
    }

    private void verifyOne(boolean toItsEnd) {
        try (KeptProof.Round round = open(false);
                KeptProof.Part part = round.begin(user, ASKED)) {
            part.item(new ProvenItem(
                    FolderPath.of("=cmd\r\n"), new ItemKey("4"), Fate.COPIED, "", FolderPath.INBOX, "5", 7, NOON, ""));
            if (toItsEnd) {
                part.finish(proof);
            }
        }
    }

    @Test
    void aUserWhoIsThroughIsNotVerifiedAgain() {
        verifyOne(true);

        try (KeptProof.Round round = open(false)) {
            assertThat(round.finished(user, ASKED)).contains(proof);
        }
        try (KeptProof.Round round = open(true)) {
            assertThat(round.finished(user, ASKED)).isEmpty();
        }
    }

    @Test
    void aUserWhoWasUnderWayIs() {
        verifyOne(false);

        try (KeptProof.Round round = open(false)) {
            assertThat(round.finished(user, ASKED)).isEmpty();
        }
    }

    @Test
    void twoDoNotVerifyTheSamePass() {
        try (KeptProof.Round round = open(false)) {
            assertThat(round.finished(user, ASKED)).isEmpty();
            assertThatThrownBy(() -> open(false)).isInstanceOf(MigrationException.class);
        }
    }

    @Test
    void whatCannotBeOpenedKeepsNobodyOut() throws IOException {
        Path obstacle = home.reports(batch.name(), batch.pass()).resolve("verify/journals/x");
        Files.createDirectories(obstacle);
        assertThatThrownBy(() -> open(false)).hasMessageContaining("cannot write the verification into");

        Files.delete(obstacle);
        Files.delete(obstacle.getParent());
        open(false).close();
    }

    @Test
    void anewIsOnlyWhoIsAskedFor() {
        MigrationUser other = users.get(1);
        verifyOne(true);

        try (KeptProof.Round round = open(true)) {
            assertThat(round.finished(other, ASKED)).isEmpty();
        }
        try (KeptProof.Round round = open(false)) {
            assertThat(round.finished(user, ASKED)).contains(proof);
        }
        try (KeptProof.Round round = open(true)) {
            assertThat(round.finished(user, ASKED)).isEmpty();
        }
        try (KeptProof.Round round = open(false)) {
            assertThat(round.finished(user, ASKED)).isEmpty();
        }
    }

    @Test
    void signsWhatItWroteAndSetsTheEarlierOneAside() throws IOException {
        Path folder = end().folder();
        assertThat(Files.readString(folder.resolve("manifest.csv"))).contains(",'=cmd\\r\\n,4,copied,,INBOX,5,7,");
        ManifestCheck check = new ManifestCheck(home);
        assertThat(check.check(folder.resolve("manifest.csv")).faults()).isEmpty();
        assertThat(check.check(folder.resolve("manifest.csv")).ownKey()).isTrue();
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home.keys().resolve("manifest.key"))))
                .isEqualTo("rw-------");

        Path copy = Files.copy(folder.resolve("manifest.csv"), folder.resolve("edited.csv"));
        assertThatThrownBy(() -> check.check(copy)).hasMessageContaining("no other file is checked");
        Path summary = folder.resolve("manifest.json");
        String text = Files.readString(summary);
        Files.writeString(summary, text.replaceFirst("(?s)\"users\" : \\[.*?\\],", ""));
        assertThat(check.check(summary).faults()).singleElement().asString().contains("the signature is not");
        Files.writeString(summary, text);

        HomeFolder other = new HomeFolder(home.root().resolve("other"));
        assertThat(new ManifestCheck(other)
                        .check(folder.resolve("manifest.json"))
                        .ownKey())
                .isFalse();

        end();
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .anyMatch(name -> name.startsWith("verified-"));
        }
    }

    private BatchProof proof(List<UserProof> users, List<LeftOutRow> leftOut) {
        BatchProof.Scope scope = new BatchProof.Scope(!leftOut.isEmpty(), leftOut, "");
        return new BatchProof(batch.name(), batch.pass(), Depth.FULL, scope, NOON, NOON, users);
    }

    private KeptProof.Written end() {
        verifyOne(true);
        try (KeptProof.Round round = open(false)) {
            round.finished(user, ASKED);
            return round.end(proof(List.of(proof), List.of()));
        }
    }
}
