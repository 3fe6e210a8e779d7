package org.stagepost.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.cli.FakeShell;

class TerminalTest {
    private static Terminal terminal(Shell shell) {
        var nowhere = new PrintWriter(Writer.nullWriter());
        return new Terminal(nowhere, nowhere, shell);
    }

    @Test
    void pipeIsNotLiveAndCutsNothing() {
        var terminal = terminal(new FakeShell().with("TERM", "xterm"));

        assertThat(terminal.isLive()).isFalse();
        assertThat(terminal.width()).isEqualTo(Integer.MAX_VALUE);
        assertThat(terminal.bad("no")).isEqualTo("no");
    }

    @Test
    void dumbTerminalIsNotLive() {
        assertThat(terminal(new FakeShell().onScreen(24, 80).with("TERM", "dumb"))
                        .isLive())
                .isFalse();
        assertThat(terminal(new FakeShell().onScreen(24, 80).with("TERM", "")).isLive())
                .isFalse();
    }

    @Test
    void screenIsMeasured() {
        var terminal = terminal(new FakeShell().onScreen(50, 132));

        assertThat(terminal.size()).isEqualTo(new ScreenSize(50, 132));
        assertThat(terminal.width()).isEqualTo(132);
    }

    @Test
    void variablesHaveTheLastWord() {
        var shell = new FakeShell().onScreen(50, 132).with("COLUMNS", "100").with("LINES", "30");

        assertThat(terminal(shell).size()).isEqualTo(new ScreenSize(30, 100));
    }

    @ParameterizedTest
    @CsvSource({"0", "-5", "x", "99999999999"})
    void senselessVariablesAreIgnored(String columns) {
        assertThat(terminal(new FakeShell().onScreen(24, 80).with("COLUMNS", columns))
                        .width())
                .isEqualTo(80);
    }

    @Test
    void colourIsForTerminalsThatWantIt() {
        assertThat(terminal(new FakeShell().onScreen(24, 80)).bad("no")).isEqualTo("\033[31mno\033[0m");
        assertThat(terminal(new FakeShell().onScreen(24, 80).with("NO_COLOR", "1"))
                        .bad("no"))
                .isEqualTo("no");
    }

    @ParameterizedTest
    @CsvSource({"50 132, true", "'50 132\n', true", "0 0, false", "'', false", "stty: error, false", "1 2 3, false"})
    void answerOfSttyIsReadWithCare(String answer, boolean good) {
        assertThat(ScreenSize.parse(answer).isPresent()).isEqualTo(good);
    }

    @Test
    void processWritesUtf8() {
        PrintStream before = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.US_ASCII));
        try {
            Terminal.ofProcess().out().println("Entwürfe");
        } finally {
            System.setOut(before);
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("Entwürfe" + System.lineSeparator());
    }
}
