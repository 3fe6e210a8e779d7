package org.stagepost.cli.terminal;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import sun.misc.Signal;

/** Notices that the terminal's window got another size (SIGWINCH), to the end of the process. */
public final class ResizeSignal {
    private ResizeSignal() {}

    /** True once after each change; never where the operating system or the JVM (-Xrs) has no such signal. */
    public static BooleanSupplier listen() {
        var resized = new AtomicBoolean();
        try {
            Signal.handle(new Signal("WINCH"), signal -> resized.set(true));
        } catch (IllegalArgumentException e) {
            // The size is asked for now and then anyway.
        }
        return () -> resized.getAndSet(false);
    }
}
