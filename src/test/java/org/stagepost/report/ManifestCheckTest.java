package org.stagepost.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.KeptProof;
import org.stagepost.migration.LeftOutRow;
import org.stagepost.model.HomeFolder;
import org.stagepost.proof.Depth;

/** Whatever is done to one of the files is noticed, and told where. */
class ManifestCheckTest {
    private final HomeFolder home;
    private final SampleProof proof = new SampleProof();
    private Path folder = Path.of("");

    ManifestCheckTest(@TempDir Path root) {
        home = new HomeFolder(root);
    }

    @BeforeEach
    void twoUsersAreVerified() {
        folder = end(List.of());
    }

    private Path end(List<LeftOutRow> leftOut) {
        try (KeptProof.Round round = new ManifestFiles(home).open(SampleReport.batch(), Depth.FULL, false)) {
            proof.find(round, 0);
            proof.find(round, 1);
            return round.end(proof.ofBoth(leftOut)).folder();
        }
    }

    private List<String> faults() {
        return check("manifest.json").faults();
    }

    private ManifestCheck.Result check(String name) {
        return new ManifestCheck(home).check(folder.resolve(name));
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private void replace(String name, String before, String after) throws IOException {
        String text = text(name);
        assertThat(text).contains(before);
        Files.writeString(folder.resolve(name), text.replace(before, after));
    }

    /** By somebody who has the key. */
    private void forge(String before, String after) throws IOException {
        replace("manifest.json", before, after);
        String unsigned = text("manifest.json").replaceFirst("\"signature\" : \"[^\"]*\"", "\"signature\" : \"\"");
        Files.writeString(folder.resolve("manifest.json"), ManifestSignature.signed(unsigned, ManifestKey.of(home)));
    }

    @Test
    void nothingIsWrongWithWhatWasWritten() {
        assertThat(faults()).isEmpty();
        assertThat(check("differences.csv").rows()).isEqualTo(4);
        assertThat(ManifestViews.text(check("manifest.csv"))).contains("verified: 2 of 2 mailboxes of the batch\n");
    }

    @Test
    void aRowThatWasChangedIsInTheLinesOfItsUser() throws IOException {
        replace("manifest.csv", "item 2 of 1", "item 9 of 1");

        assertThat(faults())
                .hasSize(2)
                .contains("manifest.csv: lines 4 to 5, the rows of jörg@example.test, are not those that were signed")
                .anyMatch(fault -> fault.startsWith("manifest.csv: SHA-256 is "));
    }

    @Test
    void aLineThatWasCutIsNamed() throws IOException {
        String text = text("manifest.csv");
        Files.writeString(folder.resolve("manifest.csv"), text.substring(0, text.length() - 1));

        assertThat(faults()).contains("manifest.csv: line 5, the last one, is cut");
    }

    @Test
    void rowsThatWereRemovedOrAddedAreCounted() throws IOException {
        String text = text("manifest.csv");
        Files.writeString(folder.resolve("manifest.csv"), text.substring(0, text.indexOf("item 2 of 1") - 30));
        assertThat(faults()).anyMatch(fault -> fault.contains("in the rows of jörg@example.test: "));

        Files.writeString(folder.resolve("manifest.csv"), text + "x,y,z,copied,,,,,,\r\n");
        assertThat(faults())
                .contains(
                        "manifest.csv: from line 6 on there are 1 rows too many",
                        "manifest.csv: has 5 copied; signed were 4 copied");
    }

    @Test
    void aHeaderThatWasChangedAndAFileThatIsGoneAreTold() throws IOException {
        replace("differences.csv", "Kind", "Sort");
        assertThat(faults()).contains("differences.csv: line 1 is not the header that was written");

        Files.delete(folder.resolve("differences.csv"));
        assertThat(faults()).containsExactly("differences.csv: the file is missing");
    }

    @Test
    void aWrongHashIsAFaultEvenIfItWasSigned() throws IOException {
        String hash = text("manifest.json").replaceAll("(?s).*\"sha256\" : \"([0-9a-f]{8}).*", "$1");
        forge(hash, "00000000");

        assertThat(faults())
                .anyMatch(fault -> fault.startsWith("differences.csv: SHA-256 is " + hash)
                        && fault.contains("; signed was 00000000"));
    }

    @Test
    void aNameOfAKeyThatIsNotTheSignersIsAFault() throws IOException {
        forge("\"keyFingerprint\" : \"", "\"keyFingerprint\" : \"00");

        assertThat(faults()).containsExactly("manifest.json: keyFingerprint is not that of publicKey");
    }

    @Test
    void aSummaryThatWasCutIsNoManifest() throws IOException {
        String text = text("manifest.json");
        Files.writeString(folder.resolve("manifest.json"), text.substring(0, text.length() / 2));

        assertThatThrownBy(this::faults).hasMessageContaining("it is no manifest, or was cut");
    }

    @Test
    void partOfABatchSaysSoAndDoesNotPassForAllOfIt() throws IOException {
        end(List.of(new LeftOutRow(7, "x@y", "no domain")));
        String told = ManifestViews.text(check("manifest-partial.csv"));
        assertThat(told)
                .contains("PARTIAL: 2 of 3 mailboxes of the batch\nleft out, line 7 of the CSV: x@y: no domain\n")
                .contains("as it was signed");
        assertThat(ManifestViews.json(check("manifest-partial.csv"))).contains("\"whole\" : false");

        for (String name : ManifestNames.PARTIAL.all()) {
            Files.move(
                    folder.resolve(name),
                    folder.resolve(name.replace("-partial", "")),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(faults()).contains("manifest.csv: was signed as manifest-partial.csv");
    }

    @Test
    void aSummaryOfAnEarlierVersionIsStillGenuine() throws IOException {
        String text = text("manifest.json");
        String earlier = text.replaceAll("\\n *\"(mailboxes|takenOver|leftOut|remark|begun|ended)[^\\n]*", "");
        Files.writeString(
                folder.resolve("manifest.json"),
                ManifestSignature.signed(
                        earlier.replaceFirst("\"signature\" : \"[^\"]*\"", "\"signature\" : \"\""),
                        ManifestKey.of(home)));

        assertThat(faults()).isEmpty();
    }

    @Test
    void aPartialSummaryOfAnEarlierVersionDoesNotPassForAllOfTheBatch() throws IOException {
        String text = text("manifest.json");
        assertThat(text).contains("\"rowsLeftOut\" : 0").contains("\"whole\" : true");
        String earlier = text.replace("\"rowsLeftOut\" : 0", "\"rowsLeftOut\" : 3")
                .replace("\"whole\" : true", "\"whole\" : false")
                .replaceAll("\\n *\"(mailboxes|takenOver|leftOut|remark|begun|ended)[^\\n]*", "");
        Files.writeString(
                folder.resolve("manifest.json"),
                ManifestSignature.signed(
                        earlier.replaceFirst("\"signature\" : \"[^\"]*\"", "\"signature\" : \"\""),
                        ManifestKey.of(home)));

        ManifestCheck.Result result = check("manifest.json");

        assertThat(result.faults()).isEmpty();
        assertThat(ManifestViews.text(result)).contains("PARTIAL: 2 of 5 mailboxes of the batch\n");
        assertThat(ManifestViews.json(result)).contains("\"whole\" : false", "\"mailboxesOfBatch\" : 5");
    }
}
