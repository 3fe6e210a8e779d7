package org.stagepost.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
    private static final String[] LETTERS = {"a", "é", "e\u0301", "日", "한", "📬", "ｱ", "字", " ", "…"};

    @ParameterizedTest
    @CsvSource({"abc, 3", "日本, 4", "e\u0301, 1", "📬, 2", "'', 0"})
    void cellsAreCounted(String text, int cells) {
        assertThat(Columns.of(text)).isEqualTo(cells);
    }

    @ParameterizedTest
    @CsvSource({"abcdef, 4, abc…", "abcd, 4, abcd", "日本語, 4, 日…", "日本語, 5, 日本…", "abc, 1, …", "abc, 0, ''"})
    void whatIsTooLongIsCut(String text, int cells, String cut) {
        assertThat(Columns.cut(text, cells)).isEqualTo(cut);
    }

    @ParameterizedTest
    @CsvSource({"ab, 4, 'ab  ', '  ab'", "日本語, 4, '日… ', ' 日…'"})
    void whatIsTooShortIsFilled(String text, int cells, String left, String right) {
        assertThat(Columns.left(text, cells)).isEqualTo(left);
        assertThat(Columns.right(text, cells)).isEqualTo(right);
    }

    @RepeatedTest(100)
    void filledTextHasExactlyItsCells(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var text = new StringBuilder();
        random.ints(random.nextInt(30), 0, LETTERS.length).forEach(i -> text.append(LETTERS[i]));
        int cells = random.nextInt(40);

        assertThat(Columns.of(Columns.left(text.toString(), cells))).isEqualTo(cells);
        assertThat(Columns.of(Columns.right(text.toString(), cells))).isEqualTo(cells);
    }
}
