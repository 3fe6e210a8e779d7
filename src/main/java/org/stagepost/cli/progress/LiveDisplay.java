package org.stagepost.cli.progress;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.stagepost.cli.terminal.Columns;
import org.stagepost.cli.terminal.ScreenSize;
import org.stagepost.cli.terminal.Terminal;

/** A frame at the bottom of the screen that is painted again and again; what happened scrolls by above it. */
final class LiveDisplay implements Display {
    /** Where no signal tells of a change. */
    private static final Duration SIZE_IS_GOOD_FOR = Duration.ofSeconds(5);

    private static final String HIDE_CURSOR = "\033[?25l";
    private static final String SHOW_CURSOR = "\033[?25h";
    /** Without wrapping, a line that the terminal measures otherwise than we do cannot tear the frame. */
    private static final String WRAP_OFF = "\033[?7l";

    private static final String WRAP_ON = "\033[?7h";
    private static final String ERASE_BELOW = "\033[J";

    private final Terminal terminal;
    private final BooleanSupplier resized;
    private ScreenSize screen = ScreenSize.USUAL;
    private Duration measured = SIZE_IS_GOOD_FOR.negated();
    private boolean begun;
    private List<String> painted = List.of();

    /** @param resized true once after each change of the window's size, as far as that is known */
    LiveDisplay(Terminal terminal, BooleanSupplier resized) {
        this.terminal = terminal;
        this.resized = resized;
    }

    @Override
    public void show(List<Happening> happened, Snapshot now) {
        begun = true;
        measure(now.running());
        var text = new StringBuilder(HIDE_CURSOR).append(eraseFrame());
        happened.stream()
                .filter(happening -> happening.weight() != Happening.Weight.DETAIL)
                .forEach(happening -> text.append(colored(happening)).append('\n'));
        List<String> frame = Frame.lines(now, screen);
        text.append(WRAP_OFF);
        frame.forEach(line -> text.append(line).append('\n'));
        text.append(WRAP_ON);
        painted = frame;
        write(text.toString());
    }

    @Override
    public void end() {
        if (!begun) {
            return;
        }
        write(eraseFrame() + WRAP_ON + SHOW_CURSOR);
        painted = List.of();
        begun = false;
    }

    private void measure(Duration running) {
        boolean changed = resized.getAsBoolean();
        if (changed || running.minus(measured).compareTo(SIZE_IS_GOOD_FOR) >= 0) {
            screen = terminal.size();
            measured = running;
        }
    }

    private String eraseFrame() {
        return painted.isEmpty() ? "" : "\033[" + paintedRows() + "F" + ERASE_BELOW;
    }

    /** A window that became narrower has broken the longer lines. */
    private int paintedRows() {
        int columns = screen.columns();
        return painted.stream()
                .mapToInt(line -> Math.max(1, (Columns.of(line) + columns - 1) / columns))
                .sum();
    }

    private String colored(Happening happening) {
        return happening.weight() == Happening.Weight.FAILURE ? terminal.bad(happening.text()) : happening.text();
    }

    private void write(String text) {
        terminal.out().print(text);
        terminal.out().flush();
    }
}
