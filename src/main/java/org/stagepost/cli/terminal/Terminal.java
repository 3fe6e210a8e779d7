package org.stagepost.cli.terminal;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Where a command writes, and what it may draw there. Text is always UTF-8, whatever the locale of a cron job is. */
public final class Terminal {
    private static final int NARROWEST = 20;

    private final PrintWriter out;
    private final PrintWriter err;
    private final Shell shell;

    public Terminal(PrintWriter out, PrintWriter err, Shell shell) {
        this.out = out;
        this.err = err;
        this.shell = shell;
    }

    /** Standard output and error of this process. */
    public static Terminal ofProcess() {
        return new Terminal(
                new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true),
                new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true),
                new ProcessShell());
    }

    public PrintWriter out() {
        return out;
    }

    public PrintWriter err() {
        return err;
    }

    /** An environment variable; empty when it is not set or holds nothing. */
    public Optional<String> variable(String name) {
        return shell.variable(name);
    }

    /** The name of this machine. */
    public String host() {
        return shell.host().orElse("localhost");
    }

    /** True when the cursor can be moved: a person looks at a terminal that is not dumb. */
    public boolean isLive() {
        return shell.variable("TERM").filter(term -> !term.equals("dumb")).isPresent() && shell.isTerminal();
    }

    /** True when somebody is there to be asked. */
    public boolean isInteractive() {
        return shell.isTerminal();
    }

    /** What is typed behind the text; empty at the end of input (Ctrl-D). To be called only where somebody is there. */
    public Optional<String> ask(String text) {
        out.print(text);
        out.flush();
        return shell.readLine();
    }

    /** The screen's size as it is now; COLUMNS and LINES have the last word. */
    public ScreenSize size() {
        ScreenSize screen = shell.screenSize().orElse(ScreenSize.USUAL);
        return new ScreenSize(number("LINES", screen.rows()), number("COLUMNS", screen.columns()));
    }

    /** Columns for tables; in a pipe or a file nothing is cut. */
    public int width() {
        int width = isLive() ? size().columns() : number("COLUMNS", Integer.MAX_VALUE);
        return Math.max(width, NARROWEST);
    }

    public String good(String text) {
        return colored(text, 32);
    }

    public String bad(String text) {
        return colored(text, 31);
    }

    /** No colour when not a terminal, or when asked not to (https://no-color.org). */
    private String colored(String text, int color) {
        boolean colored = variable("NO_COLOR").isEmpty() && isLive();
        return colored ? "\033[" + color + "m" + text + "\033[0m" : text;
    }

    /** The folder of the user who runs the command. */
    public Path userHome() {
        return Path.of(System.getProperty("user.home", "."));
    }

    private int number(String variable, int otherwise) {
        int number = variable(variable).map(ScreenSize::number).orElse(0);
        return number > 0 ? number : otherwise;
    }
}
