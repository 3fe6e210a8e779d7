package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

class CanonicalContentTest {
    private final Path spool;

    CanonicalContentTest(@TempDir Path spool) {
        this.spool = spool;
    }

    /** R is CR, N is LF, 0 is NUL. */
    private static byte[] bytes(String text) {
        return text.replace('R', '\r').replace('N', '\n').replace('0', '\0').getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] all(CanonicalContent content) throws IOException {
        try (InputStream in = content.open()) {
            return in.readAllBytes();
        }
    }

    private CanonicalContent read(byte[] bytes) throws IOException {
        return CanonicalContent.read(new ByteArrayInputStream(bytes), bytes.length, new TransitSpace(spool));
    }

    @ParameterizedTest
    @CsvSource({
        "'',      ''",
        "a,       a",
        "aRN,     aRN",
        "aN,      aRN",
        "aR,      aRN",
        "N,       RN",
        "R,       RN",
        "NN,      RNRN",
        "RR,      RNRN",
        "NR,      RNRN",
        "RRN,     RNRN",
        "RNN,     RNRN",
        "aRbNcRNd, aRNbRNcRNd",
        "a0b,     a?b",
        "R0N,     RN?RN",
        "äöü,     äöü",
    })
    void endsLinesWithCrLfAndHoldsNoNul(String raw, String expected) throws IOException {
        CanonicalContent content = read(bytes(raw));

        assertThat(all(content)).isEqualTo(bytes(expected));
        assertThat(content.sizeBytes()).isEqualTo(bytes(expected).length);
        assertThat(content.isAltered()).isEqualTo(!raw.equals(expected));
    }

    @RepeatedTest(100)
    void isTheSameInMemoryAndOnDiskAndOnceIsEnough(RepetitionInfo run) throws IOException {
        Random random = new Random(run.getCurrentRepetition());
        byte[] raw = new byte[random.nextInt(200)];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) "\r\n\r\n\0ab\u00FC".charAt(random.nextInt(8));
        }
        byte[] inMemory = all(read(raw));
        byte[] onDisk;
        try (CanonicalContent content = SpooledContent.read(new ByteArrayInputStream(raw), raw.length, spool)) {
            onDisk = all(content);
            assertThat(content.sizeBytes()).isEqualTo(onDisk.length);
        }

        assertThat(onDisk).isEqualTo(inMemory);
        assertThat(new String(inMemory, StandardCharsets.ISO_8859_1)).doesNotContainPattern("(?<!\r)\n|\r(?!\n)|\0");
        assertThat(read(inMemory).isAltered()).isFalse();
        assertThat(all(read(inMemory))).isEqualTo(inMemory);
    }

    @Test
    void largeItemsWaitInAFileThatOnlyTheOwnerCanRead() throws IOException {
        byte[] large = new byte[TransitSpace.MAX_IN_MEMORY + 1];
        java.util.Arrays.fill(large, (byte) 'x');

        try (CanonicalContent content = read(large)) {
            assertThat(spool).isDirectoryContaining(file -> permissions(file).equals("rw-------"));
            assertThat(all(content)).isEqualTo(large);
        }

        assertThat(spool).isEmptyDirectory();
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anItemThatEndsEarlyIsTheSourcesFailureAndLeavesNothing() {
        long announced = TransitSpace.MAX_IN_MEMORY + 2L;

        assertThatThrownBy(
                        () -> CanonicalContent.read(new ByteArrayInputStream(bytes("abc")), 4, new TransitSpace(spool)))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> CanonicalContent.read(
                        new ByteArrayInputStream(bytes("abc")), announced, new TransitSpace(spool)))
                .isInstanceOf(EOFException.class);
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void aSpoolFolderThatCannotBeWrittenIsOurFailure() throws IOException {
        Path file = Files.createFile(spool.resolve("file"));
        byte[] large = new byte[TransitSpace.MAX_IN_MEMORY + 1];

        assertThatThrownBy(() ->
                        CanonicalContent.read(new ByteArrayInputStream(large), large.length, new TransitSpace(file)))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.HOME_UNUSABLE));
    }

    @Test
    void closingTwiceAddsNothing() throws IOException {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        try (CanonicalOutputStream out = new CanonicalOutputStream(result)) {
            out.write('\r');
            out.close();
        }

        assertThat(result.toByteArray()).isEqualTo(bytes("RN"));
    }
}
