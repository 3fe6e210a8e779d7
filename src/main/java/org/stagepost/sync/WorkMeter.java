package org.stagepost.sync;

import java.time.Duration;
import java.util.function.Supplier;
import org.stagepost.mailbox.ServerWait;

/** Tells what threads spend on a mailbox, and how much of it waiting for servers. Thread-safe. */
final class WorkMeter {
    private final CopyProgress progress;

    WorkMeter(CopyProgress progress) {
        this.progress = progress;
    }

    <T> T during(Supplier<T> work) {
        long waited = ServerWait.nanos();
        long begun = System.nanoTime();
        try {
            return work.get();
        } finally {
            progress.worked(Duration.ofNanos(System.nanoTime() - begun), Duration.ofNanos(ServerWait.nanos() - waited));
        }
    }

    /** Time in which the servers allow nothing counts as waiting for them. */
    static boolean take(Allowance allowance, Slice slice) {
        long begun = System.nanoTime();
        try {
            return allowance.take(slice.items(), slice.sizeBytes());
        } finally {
            ServerWait.add(System.nanoTime() - begun);
        }
    }
}
