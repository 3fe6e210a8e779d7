package org.stagepost.cli.events;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes lines in a thread of its own: a full disk, or a reader that sleeps or went away, never holds up or fails a run.
 * What cannot be written is lost and counted, and the next line is tried again. Thread-safe.
 */
final class LineQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LineQueue.class);
    private static final long BEAT_MILLIS = 250;
    private static final long LAST_LINES_MILLIS = 2_000;
    private static final byte[] LINE_END = {'\n'};
    /** Wakes the thread up, and is not written. */
    private static final String NOTHING = "";

    /** Some ten megabytes. */
    private static final int MOST_WAITING = 100_000;

    private final BlockingQueue<String> waiting;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Destination destination;
    private final Thread writer = new Thread(this::work, "events");
    private Runnable beat = () -> {};
    /** A part of a line may stand at the end of what was written. */
    private boolean torn;

    /** A beat failed, and that was told. */
    private boolean stumbled;

    private final AtomicLong lost = new AtomicLong();
    /** Of these, what came when too many waited. */
    private final AtomicLong tooMany = new AtomicLong();

    private volatile @Nullable String trouble;

    /** Where lines go; used by one thread. */
    interface Destination {
        /** Returns when all of it is out of this process. */
        void write(byte[] line) throws IOException;
    }

    LineQueue(Destination destination) {
        this(destination, MOST_WAITING);
    }

    /** @param mostWaiting lines; what comes when so many wait is lost */
    LineQueue(Destination destination, int mostWaiting) {
        this.destination = destination;
        this.waiting = new LinkedBlockingQueue<>(mostWaiting);
        writer.setDaemon(true);
    }

    /** @param whileOpen called a few times a second by the thread that writes; may add lines */
    void start(Runnable whileOpen) {
        beat = whileOpen;
        writer.start();
    }

    void add(String line) {
        if (!waiting.offer(line)) {
            lost.incrementAndGet();
            if (tooMany.getAndIncrement() == 0) {
                LOG.warn("events are lost: {} wait already", waiting.size());
            }
        }
    }

    private void work() {
        try {
            while (closing.getCount() > 0 || !waiting.isEmpty()) {
                String line = waiting.poll(BEAT_MILLIS, TimeUnit.MILLISECONDS);
                if (line != null && !line.equals(NOTHING)) {
                    write(line);
                }
                beat();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        try {
            beat.run();
        } catch (RuntimeException e) {
            if (!stumbled) {
                LOG.warn("events may be missing", e);
            }
            stumbled = true;
        }
    }

    private void write(String line) {
        try {
            if (torn) {
                destination.write(LINE_END);
                torn = false;
            }
            destination.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            torn = true;
            if (trouble == null) {
                trouble = String.valueOf(e.getMessage());
                LOG.warn("events are lost: {}", trouble);
            }
            lost.incrementAndGet();
        }
    }

    /** What went wrong first and how many lines are lost, in a sentence; empty when none is. */
    Optional<String> trouble() {
        String first = trouble;
        long left = waiting.stream().filter(line -> !line.equals(NOTHING)).count();
        long all = lost.get() + left;
        if (all == 0) {
            return Optional.empty();
        }
        return Optional.of(all + " events are lost: " + (first == null ? "nobody takes them" : first));
    }

    /** Waits a moment for lines that are not written yet, and no longer. Safe to call again. */
    @Override
    public void close() {
        closing.countDown();
        waiting.offer(NOTHING); // where there is no room, nobody needs to be woken
        try {
            writer.join(LAST_LINES_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
