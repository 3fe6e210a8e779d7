package org.stagepost.job.remote;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.listener.SessionAwareMessageListener;
import org.stagepost.job.PartitionIntake;

/**
 * Takes messages about partitions, so many at a time and none in advance, and hints when one was worked on. A message stays
 * the broker's until the intake has returned: one that it fails with, or whose worker dies, comes again, maybe elsewhere.
 */
public final class PartitionReceiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionReceiver.class);

    private final PartitionIntake intake;
    private final Duration pause;
    private final HintSender hints;
    private final SteadyListening listening;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicBoolean toldOfNewer = new AtomicBoolean();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private final AtomicLong newer = new AtomicLong();

    /**
     * @param connections closed by whoever made them, after this
     * @param atOnce partitions, from 1 on
     * @param pause before a message that cannot be worked on here is given back: the broker offers it again at once
     */
    public PartitionReceiver(BrokerConnections connections, PartitionIntake intake, int atOnce, Duration pause) {
        this.intake = intake;
        this.pause = pause;
        this.hints = new HintSender(connections);
        this.listening =
                new SteadyListening("partitions", connections, (SessionAwareMessageListener<Message>) this::received) {
                    @Override
                    protected MessageConsumer createListenerConsumer(Session session) throws JMSException {
                        return new IdleConsumer(() -> super.createListenerConsumer(session));
                    }
                };
        listening.setDestinationName(PartitionMessage.QUEUE);
        listening.setSessionTransacted(true);
        listening.setConcurrentConsumers(atOnce);
    }

    /** Returns at once, also when the broker is away. */
    public void start() {
        listening.begin();
    }

    /** Lets no further message in, and returns at once; partitions in hand go on. */
    public void stop() {
        stopping.countDown();
        listening.stop();
    }

    /** Returns when the partitions in hand have ended. */
    @Override
    public void close() {
        stop();
        listening.shutdown();
    }

    public ReceivedCounts counts() {
        return new ReceivedCounts(taken.get(), failed.get(), unreadable.get(), newer.get());
    }

    private void received(Message message, Session session) throws JMSException {
        Reading reading = PartitionMessage.read(message);
        if (reading instanceof PartitionMessage known) {
            take(known);
        } else if (reading instanceof Newer later) {
            giveBack(later);
        } else if (reading instanceof Unreadable wrong) {
            unreadable.incrementAndGet();
            LOG.warn("a message in {} was dropped, because {}", PartitionMessage.QUEUE, wrong.why());
        }
    }

    private void take(PartitionMessage message) {
        taken.incrementAndGet();
        boolean done;
        try {
            done = intake.received(message.execution(), message.partition());
        } catch (RuntimeException e) {
            failed.incrementAndGet();
            LOG.warn(
                    "partition {} of execution {} could not be taken, and is given back: {}",
                    message.partition(),
                    message.execution(),
                    String.valueOf(e.getMessage()));
            rest();
            throw e; // which rolls the session back
        }
        if (!done) {
            rest();
            throw new IllegalStateException("for other workers"); // the same
        }
        hints.send(message);
    }

    private void giveBack(Newer later) {
        newer.incrementAndGet();
        if (toldOfNewer.compareAndSet(false, true)) {
            LOG.warn(
                    "this worker is too old: messages are of version {}, and it reads those up to {}; they are left to"
                            + " others, install the manager's version here",
                    later.version(),
                    PartitionMessage.VERSION);
        }
        rest();
        throw new IllegalStateException("version " + later.version()); // which rolls the session back
    }

    private void rest() {
        try {
            stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
