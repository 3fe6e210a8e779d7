package org.stagepost.migration;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * A lease as its holder knows it by its own monotonic clock, which goes on while the process is frozen: it is no good some
 * time before anybody else may have it. Thread-safe.
 */
public final class HeldLease {
    /** What others wait. */
    public static final Duration TIME = Duration.ofSeconds(30);
    /** What the holder relies on, from the moment at which the renewal was begun. */
    static final Duration RELIED_ON = Duration.ofSeconds(20);

    private final Lease lease;
    private final LongSupplier nanos;
    private volatile long renewed;
    private volatile boolean lost;

    /**
     * @param nanos a clock as {@link System#nanoTime}
     * @param begun when the lease was asked for, by that clock
     */
    public HeldLease(Lease lease, LongSupplier nanos, long begun) {
        this.lease = lease;
        this.nanos = nanos;
        this.renewed = begun;
    }

    public Lease lease() {
        return lease;
    }

    /** @param begun when the renewal was asked for, by the same clock */
    public void renewed(long begun) {
        renewed = begun;
    }

    /** Somebody else has it, or it was taken back. */
    public void lose() {
        lost = true;
    }

    public boolean isGood() {
        return !lost && nanos.getAsLong() - renewed < RELIED_ON.toNanos();
    }

    /** @throws MigrationException LEASE_LOST when it is no good any more, which it then is for ever */
    public void require() {
        if (!isGood()) {
            lose();
            throw new MigrationException(
                    FailureCode.LEASE_LOST, "the lease of partition " + lease.partition() + " was not renewed in time");
        }
    }
}
