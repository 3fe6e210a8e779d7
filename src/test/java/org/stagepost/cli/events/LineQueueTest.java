package org.stagepost.cli.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
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

    private static void awaitForever(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
