package org.stagepost.job.remote;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;
import org.stagepost.job.Dispatch;

/** Sends messages about partitions through a broker, and listens for hints. */
public final class BrokerDispatch implements Dispatch, AutoCloseable {
    private final BrokerConnections connections;
    private final Duration patience;
    private final JmsTemplate queue;
    private final Hints hints = new Hints();
    private final SteadyListening listening;
    /** Of the run whose messages fail; the next one has all patience again. */
    private final AtomicReference<Optional<FirstFailure>> failing = new AtomicReference<>(Optional.empty());

    private volatile boolean reached;

    /** @param since by {@link System#nanoTime} */
    private record FirstFailure(long execution, long since) {}

    /**
     * @param connections closed by whoever made them, after this
     * @param patience how long {@link #send} calls a broker away that was never there; one that was may come back
     */
    public BrokerDispatch(BrokerConnections connections, Duration patience) {
        this.connections = connections;
        this.patience = patience;
        this.queue = new JmsTemplate(connections.senders());
        this.listening = new SteadyListening("hints", connections, (MessageListener) this::hinted);
        listening.setPubSubDomain(true);
        listening.setDestinationName(PartitionMessage.HINTS);
    }

    /** From now on hints are heard. */
    public void start() {
        listening.begin();
    }

    @Override
    public boolean send(long execution, long partition, int priority) {
        Optional<JmsException> failure = trySend(new PartitionMessage(execution, partition).text(), priority);
        if (failure.isEmpty()) {
            reached = true;
            return true;
        }
        connections.renewSenders();
        if (BrokerFailures.isRefusal(failure.get()) || !reached && isOverdue(execution)) {
            throw connections.failures().unreachable(failure.get());
        }
        return false;
    }

    /** Since the run sent for the first time. */
    private boolean isOverdue(long execution) {
        long now = System.nanoTime();
        FirstFailure first = failing.updateAndGet(last -> last.filter(one -> one.execution() == execution)
                        .or(() -> Optional.of(new FirstFailure(execution, now))))
                .orElseThrow();
        return now - first.since() > patience.toNanos();
    }

    private Optional<JmsException> trySend(String text, int priority) {
        try {
            queue.execute(PartitionMessage.QUEUE, (session, producer) -> {
                producer.send(
                        session.createTextMessage(text),
                        DeliveryMode.PERSISTENT,
                        priority,
                        Message.DEFAULT_TIME_TO_LIVE);
                return null;
            });
            return Optional.empty();
        } catch (JmsException e) {
            return Optional.of(e);
        }
    }

    @Override
    public void awaitHint(long execution, Duration longest) {
        hints.await(execution, longest);
    }

    private void hinted(Message message) {
        try {
            if (PartitionMessage.read(message) instanceof PartitionMessage known) {
                hints.came(known.execution());
            }
        } catch (JMSException e) {
            throw new IllegalStateException(e); // its text is in memory
        }
    }

    @Override
    public void close() {
        listening.shutdown();
    }
}
