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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.step.StepExecution;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.Place;

/**
 * Tells workers of partitions as soon as their servers have room: one thread enters the gates, others talk to the store and
 * to the broker, which may be away. Thread-safe.
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

    /** Store and broker write to their disks before they answer, and do so for several at once. */
    private static final int TELLERS = 8;

    private final long execution;
    private final RemoteWork remote;
    private final RunState run;
    private final Waiting gates;
    /** The places at the servers that partitions have while workers may have them. */
    private final Map<Long, Place> places = new ConcurrentHashMap<>();

    private final Set<Long> gone = ConcurrentHashMap.newKeySet();

    private final BlockingQueue<Message> outbox = new LinkedBlockingQueue<>();
    private final Thread entering;
    private final List<Thread> telling;
    private final AtomicBoolean toldAway = new AtomicBoolean();
    private volatile boolean closed;

    /** @param first the board does not know of it yet */
    private record Message(long partition, boolean first) {}

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
        this.telling = IntStream.rangeClosed(1, TELLERS)
                .mapToObj(number -> new Thread(this::tell, "partition messages " + number))
                .toList();
    }

    void start() {
        entering.start();
        telling.forEach(Thread::start);
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
        places.put(partition, place);
        if (gone.contains(partition)) {
            gone(partition); // its user was stopped while the place was found
        } else {
            outbox.add(new Message(partition, true));
        }
    }

    private void tell() {
        try {
            while (!closed) {
                // a broker's client may swallow an interrupt
                Message next = outbox.poll(RETRY.toMillis(), TimeUnit.MILLISECONDS);
                if (next != null) {
                    tell(next);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("no more messages about run {}", execution);
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void tell(Message message) throws InterruptedException {
        if (message.first()) {
            // on the board first: what is not sent there would be sent again at the next look
            remote.board().sent(List.of(message.partition()));
        }
        tellUntilHeard(message.partition());
    }

    /** A broker that is away holds up what no worker has yet; the rest goes on. */
    private void tellUntilHeard(long partition) throws InterruptedException {
        for (int attempt = 1; places.containsKey(partition) && !run.halted() && !closed; attempt++) {
            if (remote.dispatch().send(execution, partition, priority())) {
                toldAway.set(false);
                return;
            }
            if (attempt >= ATTEMPTS_UNTOLD && toldAway.compareAndSet(false, true)) {
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
        partitions.stream()
                .map(partition -> new Message(partition, false))
                .filter(message -> !outbox.contains(message))
                .forEach(outbox::add);
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
        telling.forEach(Thread::interrupt);
        entering.join();
        for (Thread thread : telling) {
            thread.join();
        }
        places.values().forEach(Place::close);
    }
}
