package org.stagepost.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "1500, 1.5 kB",
        "99949, 99.9 kB",
        "99950, 100 kB",
        "999499, 999 kB",
        "999500, 1.0 MB",
        "73400320, 73.4 MB",
        "320000000000, 320 GB",
        "9223372036854775807, 9.2 EB"
    })
    void bytesReadAtAGlance(long bytes, String text) {
        assertThat(Units.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 s",
        "450, 0.4 s",
        "9999, 9.9 s",
        "10000, 10 s",
        "59999, 59 s",
        "60000, 1 min 00 s",
        "245500, 4 min 05 s",
        "3600000, 1 h 00 min",
        "86399000, 23 h 59 min",
        "86400000, 1 d 00 h",
        "2000000000, 23 d 03 h"
    })
    void durationsReadAtAGlance(long millis, String text) {
        assertThat(Units.duration(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @Test
    void visibleTextStaysAsItIs() {
        String text = "Grüße, Ελληνικά, עברית\u200F, 图纸 👩\u200D💻 \\ \"quoted\"";

        assertThat(VisibleText.of(text)).isSameAs(text);
    }

    @Test
    void whatMovesCursorsOrReadersIsSpelledOut() {
        assertThat(VisibleText.of("a\r\n\tb\u001B[2J\u0000\u007F\u009B\u202E\u2066\u2028\uFEFF"))
                .isEqualTo("a\\r\\n\\tb\\u001B[2J\\u0000\\u007F\\u009B\\u202E\\u2066\\u2028\\uFEFF");
        assertThat(VisibleText.of("half \uD83D pair")).isEqualTo("half \\uD83D pair");
        assertThat(VisibleText.of("tag \uDB40\uDC41")).isEqualTo("tag \\uE0041");
    }

    @ParameterizedTest
    @CsvSource({"abc, 3", "图纸, 4", "e\u0301, 1", "😀, 2", "한국, 4", "ﾊﾝ, 2", "a\u200Bb, 2"})
    void widthIsWhatATerminalShows(String text, int width) {
        assertThat(DisplayWidth.of(text)).isEqualTo(width);
    }

    @Test
    void textTooWideIsCutAtACharacter() {
        assertThat(DisplayWidth.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(DisplayWidth.cut("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(DisplayWidth.cut("图纸图纸", 6)).isEqualTo("图纸…");
        assertThat(DisplayWidth.cut("😀😀😀", 4)).isEqualTo("😀…");
    }

    @Test
    void linesBreakAtSpacesOrElseAnywhere() {
        assertThat(DisplayWidth.wrap("", 10)).containsExactly("");
        assertThat(DisplayWidth.wrap("one two three", 7)).containsExactly("one two", "three");
        assertThat(DisplayWidth.wrap("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
        assertThat(DisplayWidth.wrap("图纸", 1)).containsExactly("图", "纸");
    }

    @RepeatedTest(200)
    void wrappingLosesNothingAndFits(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        int[] points = "ab  c图😀e\u0301".codePoints().toArray();
        StringBuilder text = new StringBuilder("x");
        random.ints(random.nextInt(60), 0, points.length).forEach(i -> text.appendCodePoint(points[i]));
        int width = 2 + random.nextInt(12);

        List<String> lines = DisplayWidth.wrap(text.toString(), width);

        assertThat(lines).allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(width));
        assertThat(String.join("", lines).replace(" ", ""))
                .isEqualTo(text.toString().replace(" ", ""));
    }
}
