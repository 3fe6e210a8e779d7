package org.stagepost.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {
    private static final String FORMULA = "[=+\\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20].*";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "=HYPERLINK(\"http://evil.example.test\",\"x\")",
                "=cmd|' /C calc'!A0",
                "\uFF1D1+1",
                " =1",
                "\u200B\"=1"
            })
    void formulasBecomeText(String formula) throws IOException {
        CSVRecord cells = written(skipped(formula)).get(0);

        assertThat(cells.get("Subject")).startsWith("'");
        assertThat(cells.get("Folder")).startsWith("'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "a=b", "'quoted", "1-2", "Re: +1", "a,b;c\td\"e", "a; b-c", "Jörg 图纸 😀"})
    void otherTextStaysAsItIs(String text) throws IOException {
        assertThat(written(skipped(text)).get(0).get("Subject")).isEqualTo(text.replace("\t", "\\t"));
    }

    @RepeatedTest(300)
    void noTextBecomesAFormulaOrAnotherCell(RepetitionInfo run) throws IOException {
        String text = randomText(new Random(run.getCurrentRepetition()));

        List<CSVRecord> rows = written(skipped(text));

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).size()).isEqualTo(Sheet.SKIPPED.size());
        assertThat(rows.get(0)).allSatisfy(cell -> assertThat(cell).doesNotMatch(FORMULA));
        assertThat(rows.get(0)).noneMatch(cell -> cell.codePoints().anyMatch(VisibleText::isTreacherous));
    }

    @RepeatedTest(100)
    void rowsToRetryComeBackVerbatim(RepetitionInfo run) throws IOException {
        Random random = new Random(run.getCurrentRepetition());
        List<String> cells = List.of(randomText(random), randomText(random), randomText(random));
        char delimiter = ",;\t".charAt(random.nextInt(3));

        CSVRecord back = read(new Sheet(List.of("A", "B", "C"), List.of(cells)), delimiter)
                .get(0);

        assertThat(back).containsExactlyElementsOf(cells);
    }

    private static List<SkippedLine> skipped(String text) {
        return List.of(new SkippedLine(
                text, text, text, text, Instant.EPOCH, text, text, 1, "ITEM_REFUSED", text, text, null, text));
    }

    private static List<CSVRecord> written(List<SkippedLine> lines) throws IOException {
        return read(Sheet.skipped(lines), ',');
    }

    private static List<CSVRecord> read(Sheet sheet, char delimiter) throws IOException {
        StringWriter out = new StringWriter();
        CsvText.write(sheet, delimiter, out);
        assertThat(out.toString()).startsWith("\uFEFF").endsWith("\r\n");
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(out.toString().substring(1)))
                .getRecords();
    }

    private static String randomText(Random random) {
        int[] points = "=+-@\t\r\n\"',; ab1\u001B\u0000\u007F\u009B\u202E\u2028ä图😀\uFF1D'|"
                .codePoints()
                .toArray();
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(12), 0, points.length).forEach(i -> text.appendCodePoint(points[i]));
        return text.toString();
    }
}
