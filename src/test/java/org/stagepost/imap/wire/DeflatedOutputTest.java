package org.stagepost.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DeflatedOutputTest {
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final DeflatedOutput out = new DeflatedOutput(sent);
    private final Deflated server = new Deflated();

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String taken() {
        String bytes = sent.toString(StandardCharsets.ISO_8859_1);
        sent.reset();
        return bytes;
    }

    @Test
    void allThatWasFlushedCanBeRead() throws IOException {
        for (String text : new String[] {"s1 NOOP\r\n", "x".repeat(90_000), "s3 \u00FC\r\n"}) {
            write(text);
            out.flush();

            assertThat(server.inflated(taken())).isEqualTo(text);
        }
    }

    @Test
    void onlyAFlushSendsLittle() throws IOException {
        write("s1 NOOP\r\n");
        assertThat(taken()).isEmpty();

        out.flush();
        assertThat(taken()).isNotEmpty();
    }

    @Test
    void flushWithoutNewsSendsNothing() throws IOException {
        out.flush();
        assertThat(taken()).isEmpty();

        write("s1 NOOP\r\n");
        out.flush();
        taken();
        out.flush();
        assertThat(taken()).isEmpty();
    }

    @Test
    void takesNothingOnceItsMemoryIsGivenBack() {
        out.free();
        out.free();

        assertThatThrownBy(() -> write("x".repeat(100)))
                .isInstanceOf(IOException.class)
                .hasMessage("the connection is closed");
        assertThatThrownBy(out::flush).isInstanceOf(IOException.class).hasMessage("the connection is closed");
    }
}
