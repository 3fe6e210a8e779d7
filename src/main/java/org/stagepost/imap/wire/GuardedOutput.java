package org.stagepost.imap.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A socket's output whose writes end: a blocking write has no timeout of its own, and a server that stopped reading
 * would hold the writer for ever. After the time the socket is closed under the write, which then fails.
 */
final class GuardedOutput extends OutputStream {
    private static final ScheduledThreadPoolExecutor WATCHDOG = watchdog();

    private final Socket transport;
    private final OutputStream out;
    private final Duration limit;

    /** @param transport the TCP socket itself: closing a TLS socket would wait for the very write that hangs */
    GuardedOutput(Socket transport, OutputStream out, Duration limit) {
        this.transport = transport;
        this.out = out;
        this.limit = limit;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        Future<?> guard = WATCHDOG.schedule(this::cut, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            out.write(source, offset, length);
            out.flush();
        } finally {
            guard.cancel(false);
        }
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    private void cut() {
        try {
            transport.close();
        } catch (IOException e) {
            // the write fails all the same
        }
    }

    private static ScheduledThreadPoolExecutor watchdog() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "imap-write-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }
}
