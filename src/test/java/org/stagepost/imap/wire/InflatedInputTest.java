package org.stagepost.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InflatedInputTest {
    private static final String TEXT = "* 1 EXISTS\r\n* 0 RECENT\r\ns1 OK Sch\u00F6n\r\n".repeat(20);
    private static final byte[] DEFLATED = Deflated.of(TEXT);
    private static final byte[] NOTHING = {};

    @Test
    void isTheSameWhereverTheBytesAreSplit() throws IOException {
        for (int split = 0; split <= DEFLATED.length; split++) {
            byte[] received = Arrays.copyOfRange(DEFLATED, 0, split);
            byte[] later = Arrays.copyOfRange(DEFLATED, split, DEFLATED.length);

            InputStream in = new InflatedInput(received, new ByteArrayInputStream(later));

            assertThat(text(in)).as("split at " + split).isEqualTo(TEXT);
        }
    }

    @Test
    void isTheSameByteByByte() throws IOException {
        assertThat(text(new InflatedInput(NOTHING, new Pieces(DEFLATED, 1)))).isEqualTo(TEXT);
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Most of what a bomb holds is never made. */
    @Test
    void givesOnlyWhatIsAskedFor() throws IOException {
        Pieces bomb = new Pieces(Deflated.of("x".repeat(50_000_000)), 1_000);

        InputStream in = new InflatedInput(NOTHING, bomb);

        assertThat(in.readNBytes(70_000)).hasSize(70_000);
        assertThat(bomb.given()).isEqualTo(1_000);
    }

    @Test
    void asksForNothingWhenNothingIsWanted() throws IOException {
        InflatedInput in = new InflatedInput(NOTHING, new ByteArrayInputStream(DEFLATED));

        assertThat(in.read(NOTHING, 0, 0)).isZero();
        assertThat(text(in)).isEqualTo(TEXT);
    }

    @Test
    void endsWhereTheServerEnds() throws IOException {
        byte[] half = Arrays.copyOf(DEFLATED, DEFLATED.length / 2);

        assertThat(TEXT).startsWith(text(new InflatedInput(NOTHING, new ByteArrayInputStream(half))));
    }

    @Test
    void endsWithTheLastBlock() throws IOException {
        byte[] last = {0x03, 0x00, 'r', 'u', 'b', 'b', 'i', 's', 'h'};

        assertThat(new InflatedInput(last, InputStream.nullInputStream()).read())
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0006",
                "\u0000\u0001\u0000\u0001\u0000",
                "\u00FF\u00FF\u00FF\u00FF",
                "\u0004\u00FF\u00FF\u00FF"
            })
    void rubbishIsNamed(String rubbish) {
        byte[] bytes = rubbish.getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> new InflatedInput(bytes, InputStream.nullInputStream()).read())
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("no deflate");
    }

    @Test
    void blocksWithoutContentDoNotGoOnForEver() {
        byte[] empty = {0, 0, 0, (byte) 0xFF, (byte) 0xFF};
        InputStream endless = new InputStream() {
            private int position;

            @Override
            public int read() {
                return empty[position++ % empty.length] & 0xFF;
            }
        };

        assertThatThrownBy(() -> new InflatedInput(NOTHING, endless).read())
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("hold nothing");
    }

    /** What a flush leaves behind the last line is no response: whoever waited for one would wait for ever. */
    @Test
    void nothingIsAvailableBehindTheLastLine() throws IOException {
        InputStream silent = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("it would wait");
            }
        };
        InflatedInput in = new InflatedInput(DEFLATED, silent);
        assertThat(in.readNBytes(TEXT.length())).hasSize(TEXT.length());

        assertThat(in.available()).isZero();
    }

    @Test
    void whatIsAvailableIsRead() throws IOException {
        InflatedInput in = new InflatedInput(DEFLATED, InputStream.nullInputStream());

        assertThat(in.available()).isPositive();
        assertThat(text(in)).isEqualTo(TEXT);
    }

    @Test
    void cannotBeReadOnceItsMemoryIsGivenBack() {
        InflatedInput in = new InflatedInput(DEFLATED, InputStream.nullInputStream());
        in.free();
        in.free();

        assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessage("the connection is closed");
    }

    /** Gives no more than so many bytes at a time. */
    private static final class Pieces extends ByteArrayInputStream {
        private final int most;

        Pieces(byte[] bytes, int most) {
            super(bytes);
            this.most = most;
        }

        int given() {
            return pos;
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(most, length));
        }
    }
}
