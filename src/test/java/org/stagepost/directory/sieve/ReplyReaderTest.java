package org.stagepost.directory.sieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {
    private static SieveReply reply(String text) throws IOException {
        return new ReplyReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).read();
    }

    @Test
    void linesComeBeforeTheEnd() throws IOException {
        SieveReply reply = reply("\"summer\"\r\n\"a \\\"b\\\\\" ACTIVE\r\n{6+}\r\nx\r\nOK!\r\nOK \"done\"\r\n");

        assertThat(reply.lines()).containsExactly(List.of("summer"), List.of("a \"b\\", "ACTIVE"), List.of("x\r\nOK!"));
        assertThat(reply.isOk()).isTrue();
        assertThat(reply.words()).isEqualTo("done");
    }

    @Test
    void endsHaveCodesAndWords() throws IOException {
        SieveReply reply = reply("NO (QUOTA/MAXSIZE \"a)b\") {7}\r\ntoo\r\nbi\r\n");

        assertThat(reply.code()).isEqualTo("QUOTA/MAXSIZE \"a)b\"");
        assertThat(reply.shown()).isEqualTo("NO (QUOTA/MAXSIZE \"a)b\") too bi");
        assertThat(reply("bye\r\n").isBye()).isTrue();
    }

    @Test
    void nothingBehindTheReplyIsTaken() throws IOException {
        InputStream input = new ByteArrayInputStream("OK\r\nNO\r\n".getBytes(StandardCharsets.US_ASCII));

        new ReplyReader(input).read();

        assertThat(input.available()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0001\r\n",
                "\"a\r\nOK\r\n",
                "{x}\r\n",
                "{99999999}\r\n",
                "{5}OK\r\n",
                "OK (A\r\n",
                "\"a",
                "{9}\r\nx"
            })
    void whatIsNoReplyIsAFailure(String text) {
        assertThatThrownBy(() -> reply(text)).isInstanceOf(IOException.class);
    }

    @Test
    void endlessReplyIsAFailure() {
        InputStream endless = new InputStream() {
            private int at;

            @Override
            public int read() {
                return "\"x\"\r\n".charAt(at++ % 5);
            }
        };

        assertThatThrownBy(() -> new ReplyReader(endless).read()).isInstanceOf(ProtocolException.class);
    }
}
