package org.stagepost.migration;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.stagepost.endpoint.EndpointLimits;
import org.stagepost.sync.Allowance;

/** What the limits of both endpoints leave to one mailbox, as they are at each moment. Thread-safe. */
final class ServerAllowance implements Allowance {
    /** Whoever waits sees a stop, and quiet hours, after that. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration STEP = Duration.ofMillis(50);
    /** A slice is no longer than that at the rates: it shall be no burst. */
    private static final int SLICE_SECONDS = 2;

    private final Supplier<JobFile> jobFile;
    private final Place place;
    private final MailboxDay day;

    /** @param jobFile with the limits as they are now */
    ServerAllowance(Supplier<JobFile> jobFile, Place place, MailboxDay day) {
        this.jobFile = jobFile;
        this.place = place;
        this.day = day;
    }

    @Override
    public boolean isSlow() {
        return isSlow(jobFile.get());
    }

    private static boolean isSlow(JobFile now) {
        return now.source().limits().isSlow() || now.target().limits().isSlow();
    }

    @Override
    public int sliceItems() {
        JobFile now = jobFile.get();
        return (int) most(
                Integer.MAX_VALUE,
                now.source().limits().messagesPerSecond(),
                now.target().limits().messagesPerSecond());
    }

    @Override
    public long sliceBytes() {
        JobFile now = jobFile.get();
        EndpointLimits source = now.source().limits();
        EndpointLimits target = now.target().limits();
        return most(Math.max(1, day.left(now)), source.bytesPerSecond(), target.bytesPerSecond());
    }

    /** @param rates by the second; zero for no limit */
    private static long most(long otherwise, long... rates) {
        return Math.min(
                otherwise,
                LongStream.of(rates)
                        .filter(rate -> rate > 0)
                        .map(rate -> rate > Long.MAX_VALUE / SLICE_SECONDS ? Long.MAX_VALUE : rate * SLICE_SECONDS)
                        .min()
                        .orElse(Long.MAX_VALUE));
    }

    @Override
    public boolean take(int items, long sizeBytes) {
        JobFile now = jobFile.get();
        if (!day.hasRoom(now, sizeBytes)) {
            place.sleep(STEP);
            return false;
        }
        if (isSlow(now) && !takeTurn(now, items, sizeBytes)) {
            return false;
        }
        return day.take(now, sizeBytes);
    }

    private boolean takeTurn(JobFile now, int items, long sizeBytes) {
        Duration left = PATIENCE;
        Duration wait = place.takeTurn(now, items, sizeBytes);
        while (!wait.isZero() && left.compareTo(Duration.ZERO) > 0) {
            Duration step = wait.compareTo(STEP) < 0 ? wait : STEP;
            place.sleep(step);
            left = left.minus(step);
            wait = place.takeTurn(now, items, sizeBytes);
        }
        return wait.isZero();
    }
}
