package org.stagepost.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.KeptProof;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.RecordedCopies;
import org.stagepost.model.FolderPath;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.UserId;
import org.stagepost.proof.Depth;
import org.stagepost.sync.FolderTally;
import org.stagepost.sync.JournalEntry;

/** What was found of single users counts only as it was found. */
class ManifestPartsTest {
    private final HomeFolder home;
    private final SampleProof proof = new SampleProof();
    private final MigrationUser user = proof.user(0);

    ManifestPartsTest(@TempDir Path root) {
        home = new HomeFolder(root);
    }

    private KeptProof.Round open() {
        return new ManifestFiles(home).open(SampleReport.batch(), Depth.FULL, false);
    }

    private boolean isFinished(MigrationUser asked, String question) {
        try (KeptProof.Round round = open()) {
            return round.finished(asked, question).isPresent();
        }
    }

    private void findBoth() {
        try (KeptProof.Round round = open()) {
            proof.find(round, 0);
            proof.find(round, 1);
        }
    }

    private Path part(String name) {
        return home.reports(SampleReport.batch().name(), SampleReport.batch().pass())
                .resolve("verify/full/" + user.id().value() + name);
    }

    private static void cut(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    }

    @Test
    void isTheAnswerToTheSameQuestionOnly() {
        findBoth();

        assertThat(isFinished(user, SampleProof.ASKED)).isTrue();
        assertThat(isFinished(user, "something else")).isFalse();
    }

    @Test
    void isNotThatOfAnotherUserWithTheSameNumber() {
        findBoth();
        MigrationUser other = SampleReport.user(
                user.id().value(),
                SampleReport.row(2, "other@example.test"),
                MigrationUserStatus.SYNCED,
                user.progress(),
                null);

        assertThat(isFinished(other, SampleProof.ASKED)).isFalse();
    }

    @Test
    void countsForNothingWhenAFileIsCutOrMissing() throws IOException {
        for (String name : List.of(".manifest", ".json")) {
            findBoth();
            cut(part(name));
            cut(part(name));
            cut(part(name));
            assertThat(isFinished(user, SampleProof.ASKED)).as(name).isFalse();
        }
        findBoth();
        Files.delete(part(".differences"));
        assertThat(isFinished(user, SampleProof.ASKED)).isFalse();
    }

    @Test
    void isBegunAnewWhereTheProcessDiedInTheMiddle() throws IOException {
        findBoth();
        try (KeptProof.Round round = open()) {
            KeptProof.Part part = round.begin(user, SampleProof.ASKED);
            proof.begin(part, 0);
        }
        assertThat(part(".json")).doesNotExist();
        assertThat(isFinished(user, SampleProof.ASKED)).isFalse();

        findBoth();
        try (KeptProof.Round round = open()) {
            round.finished(user, SampleProof.ASKED);
            round.finished(proof.user(1), SampleProof.ASKED);
            Path written = round.end(proof.ofBoth(List.of())).manifest();
            assertThat(Files.readAllLines(written)).hasSize(5);
        }
    }

    @Test
    void isKeptAsLongAsOthersCouldNotBeVerified() {
        try (KeptProof.Round round = open()) {
            proof.find(round, 0);
            round.end(proof.of(List.of(proof.proof(0), proof.failed(1)), List.of()));
        }
        assertThat(isFinished(user, SampleProof.ASKED)).isTrue();

        try (KeptProof.Round round = open()) {
            round.finished(user, SampleProof.ASKED);
            proof.find(round, 1);
            round.end(proof.ofBoth(List.of()));
        }
        assertThat(isFinished(user, SampleProof.ASKED)).isFalse();
    }

    @Test
    void journalsAreKeptInAFileThatIsGoneAfterwards() throws IOException {
        RecordedCopies copies = new RecordedCopies(
                List.of(new JournalEntry(
                        FolderPath.of("a/b", "c"),
                        FolderPath.INBOX,
                        new byte[] {1, 2},
                        new FolderTally(7, 6, 5, 4, 3, 2, 1))),
                List.of(SampleReport.tooLarge(), SampleReport.forged()));
        RecordedCopies none = new RecordedCopies(List.of(), List.of());

        try (KeptProof.Round round = open()) {
            round.keep(new UserId(1), none);
            round.keep(new UserId(2), copies);
            round.keep(new UserId(3), none);

            RecordedCopies kept = round.kept(new UserId(2));

            assertThat(kept.skipped()).isEqualTo(copies.skipped());
            assertThat(kept.journal()).usingRecursiveComparison().isEqualTo(copies.journal());
            assertThat(round.kept(new UserId(3))).isEqualTo(none);
        }
        assertThat(part(".json").resolve("../..").normalize()).isDirectoryNotContaining("glob:**/journals");
    }
}
