package org.stagepost.wiring;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import org.stagepost.oauth.DeviceCodes;

/** Tells whoever watches the run where to sign in. */
final class TerminalCodes implements DeviceCodes {
    private final PrintStream terminal;

    TerminalCodes(PrintStream terminal) {
        this.terminal = terminal;
    }

    /** In one write: other threads show their progress meanwhile. */
    @Override
    public void show(String address, String code, Instant until) {
        long minutes = Math.max(1, Duration.between(Instant.now(), until).toMinutes());
        terminal.print("%n  To sign in, open %s and type the code %s (within %d minutes).%n%n"
                .formatted(address, code, minutes));
        terminal.flush();
    }
}
