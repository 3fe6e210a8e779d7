package org.stagepost.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Whatever a server sends, reading it ends: in a value or in an IOException, and in memory that fits what it sent. */
@Tag("campaign")
class ResponseFuzzTest {
    private static final int INPUTS = Integer.getInteger("campaign.fuzz", 20_000);
    /** The tokenizer's buffer, and what the first use of many a class costs. */
    private static final long BYTES_AT_REST = 8 * 1024 * 1024;

    private static final long BYTES_PER_BYTE = 400;

    private static final WireLimits TIGHT = new WireLimits(
            500,
            2_000,
            8,
            3,
            100,
            50,
            100,
            10_000,
            4,
            20_000,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));

    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    @Timeout(3600)
    void anyAnswerIsReadOrRefused() {
        for (int seed = 0; seed < INPUTS; seed++) {
            Random random = new Random(seed);
            Topic topic = Topic.values()[random.nextInt(Topic.values().length)];
            String answer = new Mutation(random).of(new RandomResponses(random).answer(topic));

            assertThatCode(() -> read(topic, answer, random))
                    .as("seed %d: %s to %s", seed, answer.substring(0, Math.min(2_000, answer.length())), topic)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    @Timeout(3600)
    void aConnectionEndsInAReplyOrANamedFailure() throws IOException {
        for (int seed = 0; seed < INPUTS / 4; seed++) {
            Random random = new Random(seed);
            Topic topic = Topic.values()[1 + random.nextInt(Topic.values().length - 1)];
            String answer = new Mutation(random).of(new RandomResponses(random).answer(topic));
            MemorySocket socket = new MemorySocket(command -> answer);
            socket.ends();
            WireConnection connection = socket.connection(random.nextBoolean() ? TIGHT : WireLimits.STANDARD);

            assertThatCode(() -> run(connection, topic)).as("seed %d", seed).doesNotThrowAnyException();
        }
    }

    private static void run(WireConnection connection, Topic topic) {
        try {
            connection.run(Command.create("~\u00FC"), topic.receiver());
            assertThat(connection.isOpen()).isTrue();
        } catch (MigrationException e) {
            assertThat(e.code())
                    .isIn(
                            FailureCode.PROTOCOL_VIOLATED,
                            FailureCode.ENDPOINT_UNREACHABLE,
                            FailureCode.ENDPOINT_THROTTLED,
                            FailureCode.MAILBOX_BUSY);
            assertThat(connection.isOpen()).isFalse();
        }
        connection.close();
    }

    private void read(Topic topic, String answer, Random random) {
        WireLimits limits = random.nextBoolean() ? TIGHT : WireLimits.STANDARD;
        ResponseTokenizer in = new ResponseTokenizer(new Pieces(answer, random), limits);
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            topic.read(new ResponseReader(in));
        } catch (IOException e) {
            assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}").hasSizeLessThan(2_000);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes of memory")
                .isLessThan(BYTES_AT_REST + BYTES_PER_BYTE * answer.length());
    }

    /** As networks deliver it; ends once, and complains when somebody asks again. */
    private static final class Pieces extends InputStream {
        private final ByteArrayInputStream bytes;
        private final Random random;
        private boolean ended;

        Pieces(String text, Random random) {
            this.bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
            this.random = random;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("a byte alone");
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (ended) {
                throw new IllegalStateException("read on after the end");
            }
            int count = bytes.read(target, offset, Math.min(length, 1 + random.nextInt(200)));
            ended = count < 0;
            return count;
        }
    }
}
