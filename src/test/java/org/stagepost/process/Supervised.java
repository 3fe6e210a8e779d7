package org.stagepost.process;

import java.util.function.Supplier;

/** A process that is started again whenever it ends with a failure, as systemd does ({@code Restart=on-failure}). */
final class Supervised {
    private final Supplier<StagepostProcess> start;
    private StagepostProcess process;
    private int starts = 1;

    Supervised(Supplier<StagepostProcess> start) {
        this.start = start;
        this.process = start.get();
    }

    /** @return false when it has ended well, and for good */
    boolean look() {
        if (process.isAlive()) {
            return true;
        }
        if (process.exitCode() == 0) {
            return false;
        }
        process = start.get();
        starts++;
        return true;
    }

    StagepostProcess process() {
        return process;
    }

    int starts() {
        return starts;
    }
}
