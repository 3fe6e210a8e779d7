package org.stagepost.migration.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.UserCsv;

/** Files of which no row may run. */
class CsvFileFaultsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void missingFileIsNamedAsGiven() {
        UserCsv csv = CsvFiles.read(Path.of("no/such/users.csv"), CsvFiles.STAGED);

        assertThat(csv.findings())
                .extracting(Object::toString)
                .containsExactly("no/such/users.csv: there is no such" + " file (check the path)");
        assertThat(csv.usable()).isFalse();
    }

    @Test
    void directoryIsNoFile() {
        assertThat(CsvFiles.findings(CsvFiles.read(folder, CsvFiles.STAGED)))
                .endsWith(": is a directory (name a file)");
    }

    @Test
    void unreadableFileIsNamed() throws IOException {
        Path file = CsvFiles.write(folder.resolve("users.csv"), new byte[] {65});
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "root reads everything");

        assertThat(CsvFiles.findings(CsvFiles.read(file, CsvFiles.STAGED)))
                .isEqualTo("FILE users.csv: cannot be read (let the user that runs Stagepost read it)");
    }

    @Test
    void emptyFileIsEmptyWithAndWithoutMark() {
        String empty = "FILE users.csv: is empty (write a header and one row per user)";

        assertThat(CsvFiles.findings(CsvFiles.read(folder, "", CsvFiles.STAGED)))
                .isEqualTo(empty);
        assertThat(CsvFiles.findings(CsvFiles.read(folder, "\uFEFF", CsvFiles.STAGED)))
                .isEqualTo(empty);
    }

    @Test
    void binaryFileIsNoText() {
        byte[] noise = new byte[64 * 1024];
        new Random(1).nextBytes(noise);
        noise[0] = 'P';
        noise[1] = 'K';
        noise[2] = 0;

        UserCsv csv = CsvFiles.read(CsvFiles.write(folder.resolve("users.csv"), noise), CsvFiles.STAGED);

        assertThat(CsvFiles.findings(csv)).isEqualTo("FILE users.csv:1: is no text file (save it as CSV UTF-8)");
    }

    @Test
    void rowsBeforeABinaryTailDoNotRun() {
        UserCsv csv = CsvFiles.read(folder, rows(5_000) + "\0", CsvFiles.STAGED);

        assertThat(CsvFiles.findings(csv)).isEqualTo("FILE users.csv:5002: is no text file (save it as CSV UTF-8)");
        assertThat(csv.rows()).isEmpty();
    }

    @Test
    void tenMegabytesAreTheLimit() {
        byte[] large = new byte[10 * 1024 * 1024 + 1];

        UserCsv csv = CsvFiles.read(CsvFiles.write(folder.resolve("users.csv"), large), CsvFiles.STAGED);

        assertThat(CsvFiles.findings(csv))
                .isEqualTo("FILE users.csv: is larger than 10 MB (split it, or check that it is the right file)");
    }

    @Test
    void fiftyThousandRowsAreTheLimit() {
        assertThat(CsvFiles.read(folder, rows(50_000), CsvFiles.STAGED).rows()).hasSize(50_000);

        UserCsv csv = CsvFiles.read(folder, rows(50_001) + "\n", CsvFiles.STAGED);

        assertThat(CsvFiles.findings(csv)).isEqualTo("FILE users.csv:50002: more than 50,000 rows (split the file)");
        assertThat(csv.rows()).isEmpty();
    }

    @Test
    void oneEndlessLineIsAnswered() {
        String endless = "EmailAddress," + "x".repeat(1024 * 1024) + "\n" + "y".repeat(1024 * 1024);

        UserCsv csv = CsvFiles.read(
                CsvFiles.write(folder.resolve("users.csv"), endless.getBytes(StandardCharsets.UTF_8)), CsvFiles.STAGED);

        assertThat(csv.findings())
                .hasSize(2)
                .allMatch(finding -> finding.toString().length() < 400);
    }

    private static String rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "user" + i + "@example.test\n")
                .collect(Collectors.joining("", "EmailAddress\n", ""));
    }
}
