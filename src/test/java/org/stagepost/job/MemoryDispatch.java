package org.stagepost.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.stagepost.model.WorkerId;

/** A broker in memory, and workers that take what it has; some die in the middle of a mailbox. */
final class MemoryDispatch implements Dispatch, AutoCloseable {
    private record Message(long execution, long partition) {}

    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final Semaphore hints = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    final List<Long> sent = new ArrayList<>();

    @Override
    public synchronized boolean send(long execution, long partition, int priority) {
        sent.add(partition);
        messages.add(new Message(execution, partition));
        return true;
    }

    @Override
    public void awaitHint(long execution, Duration longest) {
        try {
            if (hints.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                hints.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param atOnce mailboxes */
    Worker worker(String name, WorkerRooms rooms, int atOnce) {
        Worker worker = new Worker(new WorkerId(name + "/1"), rooms);
        workers.add(worker);
        for (int i = 0; i < atOnce; i++) {
            Thread thread = new Thread(() -> work(worker), name);
            threads.add(thread);
            thread.start();
        }
        return worker;
    }

    private void work(Worker worker) {
        try {
            while (true) {
                Message message = messages.take();
                worker.received(message.execution(), message.partition());
                hints.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        workers.forEach(Worker::close);
    }
}
