package org.stagepost.cli.progress;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.stagepost.cli.terminal.Terminal;

/** Lines with a time, for pipes, files and cron: what happened, and twice a minute how far it is. */
final class PlainDisplay implements Display {
    private static final Duration PACE = Duration.ofSeconds(30);

    private final Terminal terminal;
    private Duration lastTotals = Duration.ZERO;

    PlainDisplay(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void show(List<Happening> happened, Snapshot now) {
        happened.forEach(happening -> write(happening.time(), happening.text()));
        if (now.running().minus(lastTotals).compareTo(PACE) >= 0) {
            lastTotals = now.running();
            terminal.out().println(Totals.of(now));
        }
    }

    @Override
    public void end() {
        terminal.out().flush();
    }

    private void write(Instant time, String text) {
        terminal.out().println(time.truncatedTo(ChronoUnit.SECONDS) + " " + text);
    }
}
