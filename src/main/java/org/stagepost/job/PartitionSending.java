package org.stagepost.job;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.step.StepExecution;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.Place;

/**
 * Tells workers of partitions as soon as their servers have room: one thread enters the gates, another one talks to the
 * broker, which may be away. Thread-safe.
 */
final class PartitionSending implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionSending.class);

    /** How soon the next one is sent. */
    private static final Duration STEP = Duration.ofMillis(50);

    /** While the broker is away, it is tried so often. */
    private static final Duration RETRY = Duration.ofSeconds(1);
    /** After so many attempts whoever watches the run is told. */
    private static final int ATTEMPTS_UNTOLD = 10;

    private static final int PRIORITY_NORMAL = 4;

    private final long execution;
    private final RemoteWork remote;
    private final RunState run;
    private final Waiting gates;
    /** The places at the servers that partitions have while workers may have them. */
    private final Map<Long, Place> places = new ConcurrentHashMap<>();

    private final Set<Long> gone = ConcurrentHashMap.newKeySet();

    private final BlockingQueue<Long> outbox = new LinkedBlockingQueue<>();
    private final Thread entering;
    private final Thread telling;
    private volatile boolean closed;

    PartitionSending(
            long execution,
            RemoteWork remote,
            RunState run,
            Waiting gates,
            List<StepExecution> partitions,
            Function<StepExecution, MigrationUser> users) {
        this.execution = execution;
        this.remote = remote;
        this.run = run;
        this.gates = gates;
        this.entering = new Thread(() -> enter(partitions, users), "partitions");
        this.telling = new Thread(this::tell, "partition messages");
    }

    void start() {
        entering.start();
        telling.start();
    }

    private void enter(List<StepExecution> partitions, Function<StepExecution, MigrationUser> users) {
        try {
            for (StepExecution partition : partitions) {
                UserRun own = new UserRun(run, users.apply(partition));
                awaitRoom(own);
                Optional<Place> place = gates.enter(own);
                if (place.isPresent()) {
                    offer(partition.getId(), place.get());
                } else if (run.halted()) {
                    return;
                }
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** What goes wrong because nothing is sent any more is nobody's business. */
    private void fail(Throwable thrown) {
        if (!closed) {
            run.failed(Causes.of(thrown));
        }
    }

    /** The gates know what servers bear; how many mailboxes the batch wants at a time is its own. */
    private void awaitRoom(UserRun own) {
        while (places.size() >= run.concurrency() && !own.halted() && !closed) {
            gates.sleeper().sleep(STEP);
        }
    }

    private void offer(long partition, Place place) {
        try {
            // on the board first: what is not sent there would be sent again at the next look
            remote.board().sent(List.of(partition));
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
        places.put(partition, place);
        if (gone.contains(partition)) {
            gone(partition); // its user was stopped while the place was found
        } else {
            outbox.add(partition);
        }
    }

    private void tell() {
        try {
            while (!closed) {
                // a broker's client may swallow an interrupt
                Long next = outbox.poll(RETRY.toMillis(), TimeUnit.MILLISECONDS);
                if (next != null) {
                    tellUntilHeard(next);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("no more messages about run {}", execution);
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** A broker that is away holds up what no worker has yet; the rest goes on. */
    private void tellUntilHeard(long partition) throws InterruptedException {
        for (int attempt = 1; places.containsKey(partition) && !run.halted() && !closed; attempt++) {
            if (remote.dispatch().send(execution, partition, priority())) {
                return;
            }
            if (attempt == ATTEMPTS_UNTOLD) {
                run.listener().noticed("the broker is away: mailboxes that no worker has yet wait until it is back");
            }
            Thread.sleep(RETRY.toMillis());
        }
    }

    private int priority() {
        return switch (run.jobFile().options().priority()) {
            case HIGH -> PRIORITY_NORMAL + 2;
            case NORMAL -> PRIORITY_NORMAL;
            case LOW -> PRIORITY_NORMAL - 2;
        };
    }

    /** All had their turn at the gates: nothing is sent for the first time any more. */
    boolean isThrough() {
        return !entering.isAlive();
    }

    /** Workers may have it. */
    boolean isSent(long partition) {
        return places.containsKey(partition);
    }

    void again(Collection<Long> partitions) {
        remote.board().sent(partitions);
        partitions.stream().filter(partition -> !outbox.contains(partition)).forEach(outbox::add);
    }

    /** No worker has it any more. */
    void gone(long partition) {
        gone.add(partition);
        Place place = places.remove(partition);
        if (place != null) {
            place.close();
        }
    }

    /** Nothing is sent after that. */
    @Override
    public void close() throws InterruptedException {
        closed = true;
        entering.interrupt();
        telling.interrupt();
        entering.join();
        telling.join();
        places.values().forEach(Place::close);
    }
}
