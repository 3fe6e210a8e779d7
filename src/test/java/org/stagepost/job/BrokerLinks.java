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
    private final CountDownLatch first = new CountDownLatch(1);
    final BrokerDispatch dispatch;

    BrokerLinks(BrokerConnections manager, BrokerConnections worker, WorkerRooms rooms) {
        this.manager = manager;
        this.worker = worker;
        mailboxes = new Worker(new WorkerId("ann/1"), rooms);
        receiver = new PartitionReceiver(
                worker,
                (execution, partition) -> {
                    first.countDown();
                    mailboxes.received(execution, partition);
                },
                AT_ONCE,
                PAUSE);
        dispatch = new BrokerDispatch(manager, Duration.ofMillis(1));
        dispatch.start();
        receiver.start();
    }

    /** Until the worker begins with the first mailbox. */
    void awaitFirst() throws InterruptedException {
        if (!first.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("no mailbox came");
        }
    }

    @Override
    public void close() {
        receiver.close();
        mailboxes.close();
        dispatch.close();
        worker.close();
        manager.close();
    }
}
