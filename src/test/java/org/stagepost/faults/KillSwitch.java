package org.stagepost.faults;

import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Kills a process when so many bytes of a class, or so many bytes at all, have passed one of the proxies. */
final class KillSwitch implements CopyTrial.Faults {
    private final Random random;
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    private final AtomicBoolean struck = new AtomicBoolean();
    private volatile boolean watchesTarget;
    private volatile @Nullable ByteClass kind;
    private volatile @Nullable Program victim;
    private volatile long delayMillis;

    KillSwitch(Random random) {
        this.random = random;
    }

    /** At a byte of chance's choice among the next {@code bytes} to the target, or at one of a class on either side. */
    void arm(Program program, int bytes) {
        boolean byClass = random.nextInt(2) == 0;
        kind = byClass ? ByteClass.values()[random.nextInt(ByteClass.values().length)] : null;
        watchesTarget = !byClass || random.nextInt(3) > 0;
        left.set(1 + (byClass ? random.nextInt(60) : random.nextInt(bytes)));
        // what was on its way when the process died arrives late
        delayMillis = random.nextInt(3) == 0 ? random.nextInt(40) : 0;
        struck.set(false);
        victim = program;
    }

    void disarm() {
        victim = null;
        delayMillis = 0;
    }

    boolean hasStruck() {
        return struck.get();
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
            struck.set(true);
            program.kill();
        }
    }

    private final class Watch implements Saboteur {
        private final boolean atTarget;

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
        public long delayMillis() {
            return atTarget ? delayMillis : 0;
        }
    }
}
