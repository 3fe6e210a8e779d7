package org.stagepost.job.remote;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Which executions something has ended of since somebody asked. Thread-safe. */
final class Hints {
    /** Of executions that nobody here waits for. */
    private static final int MOST = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition came = lock.newCondition();
    private final Set<Long> executions = new LinkedHashSet<>();

    void came(long execution) {
        lock.lock();
        try {
            if (executions.size() == MOST) {
                executions.remove(executions.iterator().next());
            }
            executions.add(execution);
            came.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns early when the thread is interrupted, which it then still is. */
    void await(long execution, Duration longest) {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (!executions.remove(execution) && left > 0) {
                left = came.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
