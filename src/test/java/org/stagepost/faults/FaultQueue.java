package org.stagepost.faults;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Gives each new connection the next planned fault; what never struck because its place was not reached comes again. */
final class FaultQueue implements CopyTrial.Faults {
    /** So often is a place sought before it counts as not to be found on these servers. */
    private static final int TRIES = 4;

    private final Deque<Planned> atSource = new ArrayDeque<>();
    private final Deque<Planned> atTarget = new ArrayDeque<>();
    private final List<Fault> struck = new ArrayList<>();
    private final List<Fault> unreached = new ArrayList<>();
    private final Random random;
    private int connections;
    private int left;

    FaultQueue(List<Fault> faults, Random random) {
        this.random = random;
        faults.forEach(fault -> queue(fault).add(new Planned(fault, TRIES)));
    }

    private Deque<Planned> queue(Fault fault) {
        return fault.atTarget() ? atTarget : atSource;
    }

    /** So many faults strike, then there is peace. */
    synchronized void allow(int faults) {
        left = faults;
    }

    synchronized boolean isEmpty() {
        return atSource.isEmpty() && atTarget.isEmpty();
    }

    synchronized boolean mayStrike() {
        return left > 0 && !isEmpty();
    }

    synchronized List<Fault> struck() {
        return List.copyOf(struck);
    }

    synchronized List<Fault> unreached() {
        return List.copyOf(unreached);
    }

    @Override
    public Saboteur atSource() {
        return next(atSource);
    }

    @Override
    public Saboteur atTarget() {
        return next(atTarget);
    }

    private synchronized Saboteur next(Deque<Planned> queue) {
        // every other connection is left in peace, else nothing would ever be copied
        if (left <= 0 || ++connections % 2 == 0) {
            return Saboteur.NONE;
        }
        Planned planned = queue.poll();
        if (planned == null) {
            return Saboteur.NONE;
        }
        return new Breaker(planned, random.nextInt(6) == 0, random.nextInt(6) == 0 ? 1 + random.nextInt(8) : 0);
    }

    private synchronized boolean mayStrike(Fault fault) {
        if (left <= 0) {
            return false;
        }
        left--;
        struck.add(fault);
        return true;
    }

    private synchronized void again(Planned planned) {
        if (planned.tries() > 1) {
            queue(planned.fault()).add(new Planned(planned.fault(), planned.tries() - 1));
        } else {
            unreached.add(planned.fault());
        }
    }

    private record Planned(Fault fault, int tries) {}

    /** Lies in wait on one connection. */
    private final class Breaker implements Saboteur {
        private final Planned planned;
        private final boolean splits;
        private final long delayMillis;
        private Optional<ByteClass> before = Optional.empty();
        private int entries;
        private int toSkip;
        private boolean done;

        Breaker(Planned planned, boolean splits, long delayMillis) {
            this.planned = planned;
            this.splits = splits;
            this.delayMillis = delayMillis;
            this.toSkip = planned.fault().skip();
        }

        @Override
        public synchronized Act at(ByteClass passing) {
            Fault fault = planned.fault();
            if (done || passing.way() != fault.kind().way()) {
                return Act.PASS;
            }
            boolean entered = passing == fault.kind() && !before.equals(Optional.of(passing));
            before = Optional.of(passing);
            entries += entered ? 1 : 0;
            if (passing != fault.kind() || entries < fault.entry() || toSkip-- > 0) {
                return Act.PASS;
            }
            done = true;
            return mayStrike(fault) ? fault.act() : Act.PASS;
        }

        @Override
        public synchronized void ended() {
            if (!done) {
                done = true;
                again(planned);
            }
        }

        @Override
        public boolean splits() {
            return splits;
        }

        @Override
        public long delayMillis() {
            return delayMillis;
        }
    }
}
