package org.stagepost.imap.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A socket's output whose writes end: a blocking write has no timeout of its own, and a server that stopped reading
 * would hold the writer for ever. After the time the socket is closed under the write, which then fails.
 * One look at a time is planned for each connection, however much is written.
 */
final class GuardedOutput extends OutputStream {
    private static final ScheduledThreadPoolExecutor WATCHDOG = watchdog();
    /** What has the time for itself. */
    private static final int PIECE = 128 * 1024;

    private static final long IDLE = 0;

    private final Socket transport;
    private final OutputStream out;
    private final long limitNanos;
    private final TimedInput.Waits waits;
    private final AtomicBoolean watched = new AtomicBoolean();
    /** Who writes is there; what is closed is not kept, with all that was written, until somebody has looked. */
    private final WeakReference<GuardedOutput> self = new WeakReference<>(this);

    private volatile long writingSince = IDLE;
    private volatile boolean failed;

    /** @param transport the TCP socket itself: closing a TLS socket would wait for the very write that hangs */
    GuardedOutput(Socket transport, OutputStream out, Duration limit, TimedInput.Waits waits) {
        this.transport = transport;
        this.out = out;
        this.limitNanos = limit.toNanos();
        this.waits = waits;
    }

    /** True when a write has failed: nothing more can be sent. */
    boolean hasFailed() {
        return failed;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        for (int done = 0; done < length; done += PIECE) {
            piece(source, offset + done, Math.min(PIECE, length - done));
        }
    }

    private void piece(byte[] source, int offset, int length) throws IOException {
        long before = System.nanoTime();
        writingSince = before | 1; // never the idle mark
        watch(limitNanos);
        try {
            out.write(source, offset, length);
            out.flush();
            waits.waited(length, System.nanoTime() - before);
        } catch (IOException e) {
            failed = true;
            throw e;
        } finally {
            writingSince = IDLE;
        }
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    private void watch(long nanos) {
        if (watched.compareAndSet(false, true)) {
            WeakReference<GuardedOutput> weak = self;
            WATCHDOG.schedule(() -> look(weak), nanos, TimeUnit.NANOSECONDS);
        }
    }

    private static void look(WeakReference<GuardedOutput> weak) {
        GuardedOutput output = weak.get();
        if (output != null) {
            output.look();
        }
    }

    private void look() {
        watched.set(false);
        long since = writingSince;
        if (since == IDLE) {
            return;
        }
        long left = limitNanos - (System.nanoTime() - since);
        if (left > 0) {
            watch(left);
        } else {
            cut();
        }
    }

    private void cut() {
        try {
            transport.close();
        } catch (IOException e) {
            // the write fails all the same
        }
    }

    private static ScheduledThreadPoolExecutor watchdog() {
        return new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "imap-write-watchdog");
            thread.setDaemon(true);
            return thread;
        });
    }
}
