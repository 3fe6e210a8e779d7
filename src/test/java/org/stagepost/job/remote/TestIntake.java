package org.stagepost.job.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.stagepost.job.PartitionIntake;

/** A worker whose partitions last until they are let go. */
final class TestIntake implements PartitionIntake {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final List<Long> begun = new CopyOnWriteArrayList<>();
    private final List<Long> ended = new CopyOnWriteArrayList<>();
    private final Semaphore leave = new Semaphore(0);
    private final AtomicInteger failures = new AtomicInteger();

    /** Each partition ends as soon as it begins. */
    static TestIntake quick() {
        TestIntake intake = new TestIntake();
        intake.letGo(1_000_000);
        return intake;
    }

    void letGo(int partitions) {
        leave.release(partitions);
    }

    /** The next ones are not taken. */
    void failNext(int times) {
        failures.set(times);
    }

    @Override
    public boolean received(long execution, long partition) {
        begun.add(partition);
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("the store is away");
        }
        try {
            assertThat(leave.tryAcquire(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        ended.add(partition);
        return true;
    }

    List<Long> begun() {
        return List.copyOf(begun);
    }

    List<Long> ended() {
        return List.copyOf(ended);
    }

    void awaitBegun(int count) {
        await(() -> begun.size() >= count);
    }

    void awaitEnded(int count) {
        await(() -> ended.size() >= count);
    }

    static void await(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - begin).as("waited").isLessThan(LONGEST.toNanos());
            pause(Duration.ofMillis(20));
        }
    }

    static void pause(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
