package org.stagepost.migration.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stagepost.migration.UserCsv;

/** A file reads the same however a spreadsheet or an editor saved it. */
class CsvEncodingTest {
    private static final char MARK = '\uFEFF';

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    record Dialect(Charset charset, boolean mark, char delimiter, String lineEnd) {}

    static Stream<Dialect> dialects() {
        return Stream.of("\n", "\r\n", "\r").flatMap(lineEnd -> Stream.of(',', ';', '\t')
                .flatMap(delimiter -> Stream.of(
                        new Dialect(UTF_8, false, delimiter, lineEnd),
                        new Dialect(UTF_8, true, delimiter, lineEnd),
                        new Dialect(UTF_16LE, true, delimiter, lineEnd),
                        new Dialect(UTF_16BE, true, delimiter, lineEnd))));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void everyDialectReadsTheSame(Dialect dialect) {
        String text = String.join(
                dialect.lineEnd(),
                "EmailAddress,UserName,Password,UserRoot",
                "jürgen@exämple.test,\"Jürgen \"\"JJ\"\" 😀\",\"a,;b\",\"/users,;/jj\"",
                "bob@example.test,bob,b,",
                "");

        UserCsv csv = read(dialect.charset(), marked(dialect, inDialect(text, dialect.delimiter())));

        assertThat(csv.findings()).isEmpty();
        assertThat(csv.delimiter()).isEqualTo(dialect.delimiter());
        assertThat(csv.header()).containsExactly("EmailAddress", "UserName", "Password", "UserRoot");
        assertThat(csv.rows()).extracting(row -> row.line()).containsExactly(2, 3);
        assertThat(csv.rows().get(0).address()).hasToString("jürgen@exämple.test");
        assertThat(csv.rows().get(0).userName()).isEqualTo("Jürgen \"JJ\" 😀");
        assertThat(csv.rows().get(0).password().literal().reveal()).isEqualTo("a,;b");
        assertThat(csv.rows().get(0).userRoot()).isEqualTo("/users,;/jj");
    }

    @Test
    void bytesOfAnotherEncodingAreNamedWithTheirLine() {
        UserCsv csv = read(ISO_8859_1, "EmailAddress\r\nann@example.test\r\njürgen@example.test\r\n");

        assertThat(CsvFiles.findings(csv))
                .isEqualTo("FILE users.csv:3: holds a character that is not UTF-8 (save the file as CSV UTF-8)");
    }

    @Test
    void utf16WithoutMarkIsNoText() {
        UserCsv csv = read(UTF_16LE, "EmailAddress\nann@example.test\n");

        assertThat(CsvFiles.findings(csv)).isEqualTo("FILE users.csv:1: is no text file (save it as CSV UTF-8)");
    }

    @Test
    void halfACharacterAtTheEndIsNamed() {
        byte[] whole = "EmailAddress\nann@example.test\n".getBytes(UTF_16);
        byte[] torn = Arrays.copyOf(whole, whole.length - 1);

        UserCsv csv = CsvFiles.read(CsvFiles.write(folder.resolve("users.csv"), torn), CsvFiles.STAGED);

        assertThat(CsvFiles.findings(csv))
                .isEqualTo("FILE users.csv:2: holds a character that is not UTF-8 (save the file as CSV UTF-8)");
    }

    @Test
    void linesAreCountedThroughLineBreaksInQuotes() {
        UserCsv csv = CsvFiles.read(
                folder,
                "EmailAddress,Password\r\n\"ann@example.test\",\"x\r\ny\rz\n\"\r\n\r\nbob@example.test,Green-Door-12\r\n"
                        + "cyd,\r\n",
                CsvFiles.STAGED);

        assertThat(csv.rows()).extracting(row -> row.line()).containsExactly(7);
        assertThat(csv.rejected()).extracting(row -> row.line()).containsExactly(2, 8);
    }

    private static String inDialect(String text, char delimiter) {
        // Commas inside quotes stay: they are values.
        StringBuilder result = new StringBuilder();
        boolean quoted = false;
        for (char character : text.toCharArray()) {
            quoted ^= character == '"';
            result.append(character == ',' && !quoted ? delimiter : character);
        }
        return result.toString();
    }

    private static String marked(Dialect dialect, String text) {
        return dialect.mark() ? MARK + text : text;
    }

    private UserCsv read(Charset charset, String text) {
        Path file = CsvFiles.write(folder.resolve("users.csv"), text.getBytes(charset));
        return CsvFiles.read(file, text.contains("UserName") ? CsvFiles.IMAP : CsvFiles.STAGED);
    }
}
