package org.stagepost.cli.progress;

import java.util.List;
import org.stagepost.cli.terminal.Terminal;

/** Failures only, on standard error. */
final class QuietDisplay implements Display {
    private final Terminal terminal;

    QuietDisplay(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void show(List<Happening> happened, Snapshot now) {
        happened.stream()
                .filter(happening -> happening.weight() == Happening.Weight.FAILURE)
                .forEach(happening -> terminal.err().println(happening.text()));
    }

    @Override
    public void end() {
        terminal.err().flush();
    }
}
