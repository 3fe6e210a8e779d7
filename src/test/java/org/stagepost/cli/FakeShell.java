package org.stagepost.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.stagepost.cli.terminal.ScreenSize;
import org.stagepost.cli.terminal.Shell;

/** A shell with variables of a test's choice; no terminal unless it says so. */
public final class FakeShell implements Shell {
    private final Map<String, String> variables = new HashMap<>();
    private Optional<ScreenSize> screen = Optional.empty();

    public FakeShell with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    public FakeShell onScreen(int rows, int columns) {
        screen = Optional.of(new ScreenSize(rows, columns));
        return with("TERM", "xterm");
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
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
