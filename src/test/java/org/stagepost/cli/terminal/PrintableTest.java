package org.stagepost.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void wordsOfAnyLanguageStayAsTheyAre() {
        assertThat(Printable.line("Entwürfe/日本語 📬 e\u0301")).isEqualTo("Entwürfe/日本語 📬 e\u0301");
    }

    @Test
    void whatMovesTheCursorOrTurnsTheLineIsWrittenOut() {
        assertThat(Printable.line("a\u001b[2Jb\r\n\t\u0007\u009b\u202eevil\u2028\ufeff\ud800"))
                .isEqualTo("a\\u001B[2Jb\\u000D\\u000A\\u0009\\u0007\\u009B\\u202Eevil\\u2028\\uFEFF\\uD800");
    }

    @Test
    void tagCharactersBeyondTheFirstPlaneAreWrittenOut() {
        assertThat(Printable.line(Character.toString(0xE0041))).isEqualTo("\\u{E0041}");
    }

    @Test
    void linesKeepTheirEnds() {
        assertThat(Printable.lines("one\ntwo\u001b\r\nthree")).isEqualTo("one\ntwo\\u001B\nthree");
    }
}
