package org.stagepost.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stagepost.cli.terminal.ScreenSize;
import org.stagepost.cli.terminal.Shell;

/** A shell with variables of a test's choice; no terminal unless it says so. */
public final class FakeShell implements Shell {
    private final Map<String, String> variables = new HashMap<>();
    private final Deque<String> typed = new ArrayDeque<>();
    private Runnable atRead = () -> {};
    private Optional<ScreenSize> screen = Optional.empty();

    public FakeShell with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    public FakeShell onScreen(int rows, int columns) {
        screen = Optional.of(new ScreenSize(rows, columns));
        return with("TERM", "xterm");
    }

    /** At a terminal, with these lines on their way; then the input ends. */
    public FakeShell typing(String... lines) {
        typed.addAll(List.of(lines));
        return onScreen(24, 80).with("NO_COLOR", "1");
    }

    /** Called whenever somebody is asked. */
    public FakeShell whenAsked(Runnable check) {
        atRead = check;
        return this;
    }

    /** What was typed and nobody read. */
    public List<String> unread() {
        return List.copyOf(typed);
    }

    @Override
    public Optional<String> readLine() {
        atRead.run();
        return Optional.ofNullable(typed.poll());
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    @Override
    public Optional<String> host() {
        return Optional.of("host-1");
    }

    @Override
    public boolean isTerminal() {
        return screen.isPresent();
    }

    @Override
    public Optional<ScreenSize> screenSize() {
        return screen;
    }
}
