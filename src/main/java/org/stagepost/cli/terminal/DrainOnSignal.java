package org.stagepost.cli.terminal;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns SIGTERM and SIGINT into a request to drain while it is open.
 * A shutdown hook could not do that: the process would end with 143 or 130 whatever the run reached. With a handler it
 * ends by itself, with its own exit code. Who types Ctrl-C a second time does not want to wait: the process ends at once.
 */
public final class DrainOnSignal implements AutoCloseable {
    private static final int ENDED_BY_INTERRUPT = 130;

    private final Map<Signal, SignalHandler> before = new HashMap<>();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final Runnable drain;
    private final Runnable tidy;
    private final IntConsumer halt;

    DrainOnSignal(Runnable drain, Runnable tidy, IntConsumer halt) {
        this.drain = drain;
        this.tidy = tidy;
        this.halt = halt;
    }

    /**
     * @param drain called once, by the first signal
     * @param tidy called before the process ends at once
     */
    public static DrainOnSignal install(Runnable drain, Runnable tidy) {
        var signals =
                new DrainOnSignal(drain, tidy, status -> Runtime.getRuntime().halt(status));
        signals.listen("TERM");
        signals.listen("INT");
        return signals;
    }

    private void listen(String name) {
        try {
            var signal = new Signal(name);
            before.put(signal, Signal.handle(signal, received -> received(received.getName())));
        } catch (IllegalArgumentException e) {
            // The JVM was told to leave signals alone (-Xrs): the operating system's own way stays.
        }
    }

    void received(String name) {
        if (draining.compareAndSet(false, true)) {
            drain.run();
            return;
        }
        if (name.equals("INT")) {
            tidy.run();
            halt.accept(ENDED_BY_INTERRUPT);
        }
    }

    /** Gives the signals back to whom they belonged. */
    @Override
    public void close() {
        before.forEach(Signal::handle);
        before.clear();
    }
}
