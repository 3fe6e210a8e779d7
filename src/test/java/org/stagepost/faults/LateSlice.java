package org.stagepost.faults;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a process sends of its first messages, kills it, and lets go when the next process sends its own, at the
 * latest a while after it has logged in: sooner than any fence ends.
 */
final class LateSlice {
    private static final long SENDING_MILLIS = 1_500;
    private static final long LATEST_MILLIS = 1_500;

    private final CountDownLatch loggedIn = new CountDownLatch(1);
    private final CountDownLatch sends = new CountDownLatch(1);
    private volatile @Nullable Program victim;

    void threaten(Program program) {
        victim = program;
    }

    /** Of a connection to the target: the first ones are the victim's. */
    Saboteur next() {
        return victim == null || victim.isAlive()
                ? new Holding()
                : kind -> {
                    if (kind == ByteClass.LOGIN) {
                        loggedIn.countDown();
                    } else if (kind == ByteClass.LITERAL_FIRST) {
                        sends.countDown();
                    }
                    return Act.PASS;
                };
    }

    private final class Holding implements Saboteur {
        private boolean reached;
        private boolean held;

        @Override
        public synchronized Act at(ByteClass kind) {
            reached |= kind == ByteClass.LITERAL_MIDDLE;
            return Act.PASS;
        }

        @Override
        public long delayMillis() {
            Program program = victim;
            if (!reached || held || program == null) {
                return 0;
            }
            held = true;
            try {
                Thread.sleep(SENDING_MILLIS);
                program.kill();
                loggedIn.await(1, TimeUnit.MINUTES);
                sends.await(LATEST_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 0;
        }
    }
}
