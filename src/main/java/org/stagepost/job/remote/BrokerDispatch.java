package org.stagepost.job.remote;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;
import org.stagepost.job.Dispatch;

/** Sends messages about partitions through a broker, and listens for hints. */
public final class BrokerDispatch implements Dispatch, AutoCloseable {
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final BrokerConnections connections;
    private final Duration patience;
    private final JmsTemplate queue;
    private final Hints hints = new Hints();
    private final SteadyListening listening;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param connections closed by whoever made them, after this
     * @param patience how long a broker may be away before {@link #send} gives up
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
    public void send(long execution, long partition, int priority) {
        String text = new PartitionMessage(execution, partition).text();
        long begin = System.nanoTime();
        for (Optional<JmsException> failure = trySend(text, priority);
                failure.isPresent();
                failure = trySend(text, priority)) {
            connections.renewSenders();
            boolean patient = System.nanoTime() - begin < patience.toNanos();
            if (BrokerFailures.isRefusal(failure.get()) || !patient || !pause()) {
                throw connections.failures().unreachable(failure.get());
            }
        }
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

    /** @return false when there is no time for another attempt */
    private boolean pause() {
        try {
            return !closed.await(BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
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
        closed.countDown();
        listening.shutdown();
    }
}
