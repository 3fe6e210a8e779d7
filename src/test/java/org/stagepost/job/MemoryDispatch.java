package org.stagepost.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.stagepost.model.WorkerId;

/** A broker in memory, and workers that take what it has; some die in the middle of a mailbox. */
final class MemoryDispatch implements Dispatch, AutoCloseable {
    private static final long BEFORE_IT_COMES_AGAIN = 50;

    private record Message(long execution, long partition) {}

    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final Semaphore hints = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    final List<Long> sent = new CopyOnWriteArrayList<>();
    /** How often the manager was through with a look. */
    final AtomicInteger looks = new AtomicInteger();

    @Override
    public synchronized boolean send(long execution, long partition, int priority) {
        sent.add(partition);
        messages.add(new Message(execution, partition));
        return true;
    }

    /** What is on its way is lost. */
    void lose() {
        messages.clear();
    }

    void hint() {
        hints.release();
    }

    @Override
    public void awaitHint(long execution, Duration longest) {
        looks.incrementAndGet();
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
        Worker worker = new Worker(new WorkerId(name + "/1"), atOnce, rooms);
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
                if (worker.received(message.execution(), message.partition())) {
                    hints.release();
                } else {
                    messages.add(message);
                    Thread.sleep(BEFORE_IT_COMES_AGAIN);
                }
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
