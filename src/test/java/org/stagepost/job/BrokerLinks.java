package org.stagepost.job;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.stagepost.job.remote.BrokerConnections;
import org.stagepost.job.remote.BrokerDispatch;
import org.stagepost.job.remote.PartitionReceiver;
import org.stagepost.model.WorkerId;

/** What a manager and a worker have of a real broker. */
final class BrokerLinks implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int AT_ONCE = 2;

    private final BrokerConnections manager;
    private final BrokerConnections worker;
    private final Worker mailboxes;
    private final PartitionReceiver receiver;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch sent = new CountDownLatch(1);
    private final BrokerDispatch messages;

    BrokerLinks(BrokerConnections manager, BrokerConnections worker, WorkerRooms rooms) {
        this.manager = manager;
        this.worker = worker;
        mailboxes = new Worker(new WorkerId("ann/1"), AT_ONCE, rooms);
        receiver = new PartitionReceiver(
                worker,
                (execution, partition) -> {
                    begun.countDown();
                    return mailboxes.received(execution, partition);
                },
                AT_ONCE,
                PAUSE);
        messages = new BrokerDispatch(manager, Duration.ofMillis(1));
        messages.start();
        receiver.start();
    }

    /** The manager's. */
    Dispatch dispatch() {
        return new Dispatch() {
            @Override
            public boolean send(long execution, long partition, int priority) {
                boolean there = messages.send(execution, partition, priority);
                if (there) {
                    sent.countDown();
                }
                return there;
            }

            @Override
            public void awaitHint(long execution, Duration longest) {
                messages.awaitHint(execution, longest);
            }
        };
    }

    /** Until the broker was there, and the worker begins with the first mailbox. */
    void awaitFirst() throws InterruptedException {
        if (!sent.await(1, TimeUnit.MINUTES) || !begun.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("no mailbox came");
        }
    }

    @Override
    public void close() {
        receiver.close();
        mailboxes.close();
        messages.close();
        worker.close();
        manager.close();
    }
}
