package org.stagepost.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSink;
import org.stagepost.mailbox.MailboxSurvey;
import org.stagepost.migration.MailboxSurveys.Surveyed;
import org.stagepost.model.MigrationException;
import org.stagepost.sync.MailboxForecast.Sample;

/**
 * Reads some items of the largest mailboxes at the same time, for a moment, to know how many bytes a second the source
 * and the line to it give to all of them together.
 */
final class ReadProbe {
    private static final Logger LOG = LoggerFactory.getLogger(ReadProbe.class);

    private static final int MAILBOXES = 4;
    private static final long MOST_NANOS = Duration.ofSeconds(2).toNanos();
    /** Less proves nothing: a new connection needs some round trips to reach its speed. */
    private static final long LEAST_BYTES = 200_000;

    private static final int STEP = 8;

    private final Function<UserRow, MailboxSurvey> opener;

    ReadProbe(Function<UserRow, MailboxSurvey> opener) {
        this.opener = opener;
    }

    private record Reading(long begin, long end, long bytes) {}

    /** @param largest those with most to copy first. @return bytes a second; empty when there is too little to read */
    OptionalLong measure(List<Surveyed> largest) {
        List<Surveyed> some = largest.stream()
                .filter(one -> one.mailbox().sample().keys().size() > 1)
                .limit(MAILBOXES)
                .toList();
        long planned =
                some.stream().mapToLong(one -> one.mailbox().sample().bytes()).sum();
        if (planned < LEAST_BYTES) {
            return OptionalLong.empty();
        }
        ExecutorService threads = Executors.newFixedThreadPool(some.size());
        try {
            CyclicBarrier together = new CyclicBarrier(some.size());
            List<Callable<Reading>> tasks = some.stream()
                    .<Callable<Reading>>map(one -> () -> read(one, together))
                    .toList();
            List<Reading> readings = new ArrayList<>();
            for (Future<Reading> task : threads.invokeAll(tasks)) {
                readings.add(task.get());
            }
            return rate(readings);
        } catch (ExecutionException e) {
            LOG.debug("the line was not measured", e);
            return OptionalLong.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        } finally {
            threads.shutdownNow();
        }
    }

    private static OptionalLong rate(List<Reading> readings) {
        long bytes = readings.stream().mapToLong(Reading::bytes).sum();
        long begin = readings.stream().mapToLong(Reading::begin).min().orElse(0);
        long end = readings.stream().mapToLong(Reading::end).max().orElse(0);
        return bytes < LEAST_BYTES || end <= begin
                ? OptionalLong.empty()
                : OptionalLong.of((long) (bytes * 1e9 / (end - begin)));
    }

    /** The first item only opens the folder. */
    private Reading read(Surveyed one, CyclicBarrier together) throws Exception {
        Sample sample = one.mailbox().sample();
        Counter counter = new Counter();
        try (MailboxSurvey open = opener.apply(one.row())) {
            open.mailbox()
                    .read(sample.folder(), sample.keys().subList(0, 1), counter)
                    .await();
            together.await(MOST_NANOS, TimeUnit.NANOSECONDS);
            long before = counter.bytes;
            long begin = System.nanoTime();
            List<ItemKey> rest = sample.keys().subList(1, sample.keys().size());
            for (int at = 0; at < rest.size() && System.nanoTime() - begin < MOST_NANOS; at += STEP) {
                List<ItemKey> next = rest.subList(at, Math.min(rest.size(), at + STEP));
                open.mailbox().read(sample.folder(), next, counter).await();
            }
            return new Reading(begin, System.nanoTime(), counter.bytes - before);
        } catch (MigrationException e) {
            together.reset(); // the others need not wait
            throw e;
        }
    }

    private static final class Counter implements ItemSink {
        private long bytes;

        @Override
        public void item(ItemHead head, InputStream content, long sizeBytes) throws IOException {
            content.transferTo(OutputStream.nullOutputStream());
            bytes += sizeBytes;
        }

        @Override
        public void unreadable(ItemKey key, String reason) {
            LOG.debug("{}", reason);
        }
    }
}
