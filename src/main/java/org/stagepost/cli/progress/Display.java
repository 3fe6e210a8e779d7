package org.stagepost.cli.progress;

import java.util.List;

/** Shows a run. Called by one thread, several times a second. */
interface Display {
    /** @param happened since the last call, oldest first */
    void show(List<Happening> happened, Snapshot now);

    /** Leaves the screen as a shell expects it. */
    void end();
}
