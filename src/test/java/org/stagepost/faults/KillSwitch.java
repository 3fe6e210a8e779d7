package org.stagepost.faults;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Kills a process when so many bytes of a class, or so many bytes at all, have passed one of the proxies. Often what was
 * on its way to the target when the process died arrives late.
 */
final class KillSwitch implements CopyTrial.Faults {
    private static final int LONGEST_HOLD_MILLIS = 1_500;

    private final Random random;
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    private volatile boolean watchesTarget;
    private volatile @Nullable ByteClass kind;
    private volatile @Nullable Program victim;
    private volatile @Nullable Program killed;
    private volatile long pieceMillis;
    private volatile long holdMillis;

    KillSwitch(Random random) {
        this.random = random;
    }

    /** At a byte of chance's choice among the next {@code bytes} to the target, or at one of a class on either side. */
    void arm(Program program, int bytes) {
        boolean byClass = random.nextInt(2) == 0;
        kind = byClass ? ByteClass.values()[random.nextInt(ByteClass.values().length)] : null;
        watchesTarget = !byClass || random.nextInt(3) > 0;
        left.set(1 + (byClass ? random.nextInt(60) : random.nextInt(bytes)));
        pieceMillis = random.nextInt(3) == 0 ? random.nextInt(40) : 0;
        holdMillis = random.nextInt(3) == 0 ? random.nextInt(LONGEST_HOLD_MILLIS) : 0;
        victim = program;
    }

    /** What is still on its way from the dead stays late. */
    void disarm() {
        victim = null;
    }

    boolean hasStruck(Program program) {
        return program.equals(killed);
    }

    @Override
    public Saboteur atSource() {
        return new Watch(false);
    }

    @Override
    public Saboteur atTarget() {
        return new Watch(true);
    }

    private void passed(ByteClass passing) {
        Program program = victim;
        boolean counts = kind == null ? passing.way() == Way.TO_SERVER : passing == kind;
        if (program != null && counts && left.decrementAndGet() == 0) {
            killed = program;
            program.kill();
        }
    }

    private final class Watch implements Saboteur {
        private final boolean atTarget;
        private final @Nullable Program client = victim;
        private final long delay = pieceMillis;
        private boolean held;

        Watch(boolean atTarget) {
            this.atTarget = atTarget;
        }

        @Override
        public Act at(ByteClass passing) {
            if (atTarget == watchesTarget) {
                passed(passing);
            }
            return Act.PASS;
        }

        @Override
        public synchronized long delayMillis() {
            if (!atTarget || client == null) {
                return 0;
            }
            boolean holds = client.equals(killed) && !held;
            held |= holds;
            return holds ? Math.max(delay, holdMillis) : delay;
        }
    }
}
