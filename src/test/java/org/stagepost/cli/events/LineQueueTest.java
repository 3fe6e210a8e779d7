package org.stagepost.cli.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LineQueueTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void writesInOrderAndBeatsMeanwhile() throws InterruptedException {
        var lines = new LineQueue(written::writeBytes);
        var beats = new CountDownLatch(2);

        try (lines) {
            lines.start(beats::countDown);
            lines.add("one\n");
            lines.add("two\n");
            beats.await();
        }

        assertThat(written).hasToString("one\ntwo\n");
        assertThat(lines.trouble()).isEmpty();
    }

    @Test
    void aDiskThatWasFullForAWhileLosesLinesAndTearsNone() {
        var calls = new AtomicInteger();
        var lines = new LineQueue(line -> {
            if (calls.incrementAndGet() == 2) {
                written.write(line, 0, 2);
                throw new IOException("No space left on device");
            }
            written.writeBytes(line);
        });

        try (lines) {
            lines.start(() -> {});
            lines.add("one\n");
            lines.add("two\n");
            lines.add("three\n");
        }

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntw\nthree\n");
        assertThat(lines.trouble()).contains("1 events are lost: No space left on device");
    }

    @Test
    void aReaderThatSleepsKeepsNobodyWaiting() {
        var never = new CountDownLatch(1);
        var lines = new LineQueue(line -> awaitForever(never));
        lines.start(() -> {});
        long begin = System.nanoTime();

        for (int i = 0; i < 1000; i++) {
            lines.add("line\n");
        }
        lines.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        assertThat(lines.trouble())
                .hasValueSatisfying(sentence -> assertThat(sentence).endsWith("events are lost: nobody takes them"));
        never.countDown();
    }

    @Test
    void whatComesWhenTooManyWaitIsLostAndCounted() throws InterruptedException {
        var asleep = new CountDownLatch(1);
        var awake = new CountDownLatch(1);
        var lines = new LineQueue(
                line -> {
                    asleep.countDown();
                    awaitForever(awake);
                    written.writeBytes(line);
                },
                2);

        try (lines) {
            lines.start(() -> {});
            lines.add("one\n");
            asleep.await();
            for (String line : new String[] {"two\n", "three\n", "four\n", "five\n"}) {
                lines.add(line);
            }
            awake.countDown();
        }

        assertThat(written).hasToString("one\ntwo\nthree\n");
        assertThat(lines.trouble()).contains("2 events are lost: nobody takes them");
    }

    @Test
    void aQueueThatIsFullCanBeClosed() throws InterruptedException {
        var asleep = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var lines = new LineQueue(
                line -> {
                    asleep.countDown();
                    awaitForever(never);
                },
                1);
        lines.start(() -> {});
        lines.add("one\n");
        asleep.await();
        lines.add("two\n");

        lines.close();

        assertThat(lines.trouble()).contains("1 events are lost: nobody takes them");
        never.countDown();
    }

    @Test
    void aBeatThatFailsEndsNothing() throws InterruptedException {
        var beats = new CountDownLatch(2);
        var lines = new LineQueue(written::writeBytes);

        try (lines) {
            lines.start(() -> {
                beats.countDown();
                throw new IllegalStateException("beat");
            });
            beats.await(20, TimeUnit.SECONDS);
            lines.add("one\n");
        }

        assertThat(written).hasToString("one\n");
        assertThat(lines.trouble()).isEmpty();
    }

    private static void awaitForever(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
