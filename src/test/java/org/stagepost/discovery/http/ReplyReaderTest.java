package org.stagepost.discovery.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {
    private static WebReply read(String answer) throws IOException {
        byte[] bytes = answer.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return new ReplyReader(new ByteArrayInputStream(bytes)).read();
    }

    private static String body(String answer) throws IOException {
        return new String(read(answer).body(), StandardCharsets.ISO_8859_1);
    }

    private static void assertRefused(String answer, String words) {
        assertThatThrownBy(() -> read(answer)).isInstanceOf(WebFailure.class).hasMessageContaining(words);
    }

    @Test
    void aBodyIsAsLongAsItsHeaderSays() throws IOException {
        WebReply reply = read("HTTP/1.1 200 OK\nContent-Type: text/xml\nContent-Length: 3\n\nabcdef");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).contains("text/xml");
        assertThat(new String(reply.body(), StandardCharsets.US_ASCII)).isEqualTo("abc");
    }

    @Test
    void withoutLengthABodyEndsWithTheConnection() throws IOException {
        assertThat(body("HTTP/1.0 200\n\nabc")).isEqualTo("abc");
    }

    @Test
    void chunksAreJoined() throws IOException {
        assertThat(body("HTTP/1.1 200 OK\nTransfer-Encoding: Chunked\n\n3;x=y\nabc\nA\n0123456789\n0\nTrailer: t\n\n"))
                .isEqualTo("abc0123456789");
    }

    @Test
    void interimAnswersArePassedOver() throws IOException {
        assertThat(
                        body(
                                "HTTP/1.1 100 Continue\n\nHTTP/1.1 103 Early\nLink: x\n\nHTTP/1.1 200 OK\nContent-Length: 1\n\na"))
                .isEqualTo("a");
    }

    @Test
    void noContentHasNoBody() throws IOException {
        assertThat(body("HTTP/1.1 204 No\n\nabc")).isEmpty();
    }

    @Test
    void aHeaderThatComesTwiceMeansNothing() throws IOException {
        assertThat(read("HTTP/1.1 302 Found\nLocation: https://a.test/\nLocation: https://b.test/\n\n")
                        .header("location"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* OK IMAP4rev1 ready\n",
                "HTTP/2 200\n\n",
                "HTTP/1.1 99 x\n\n",
                "HTTP/1.1 2000 x\n\n",
                "HTTP/1.1 200 OK\nNo colon\n\n",
                "HTTP/1.1 200 OK\nA: b\n folded\n\n",
                "HTTP/1.1 200 OK\nA : b\n\n",
                "HTTP/1.1 200 OK\nA: b\u0000c\n\n",
                "HTTP/1.1 200 OK\nContent-Length: 1\nContent-Length: 2\n\nab",
                "HTTP/1.1 200 OK\nContent-Length: -1\n\nab",
                "HTTP/1.1 200 OK\nContent-Length: 0x1\n\nab",
                "HTTP/1.1 200 OK\nContent-Length: 1\nTransfer-Encoding: chunked\n\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: gzip, chunked\n\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n-1\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nabc\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nfffffffff\n",
                "HTTP/1.1 100 a\n\nHTTP/1.1 100 b\n\nHTTP/1.1 100 c\n\nHTTP/1.1 100 d\n\nHTTP/1.1 200 e\n\n"
            })
    void whatIsOutOfShapeIsRefused(String answer) {
        assertRefused(answer, "speaks no HTTP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\nA: b",
                "HTTP/1.1 200 OK\nContent-Length: 5\n\nabc",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nabc"
            })
    void anAnswerThatBreaksOffIsNone(String answer) {
        assertRefused(answer, "in the middle of its answer");
    }

    @Test
    void aBareLineFeedEndsNoLine() {
        byte[] bytes = "HTTP/1.1 200 OK\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> new ReplyReader(new ByteArrayInputStream(bytes)).read())
                .hasMessageContaining("a line out of shape");
    }

    @Test
    void aCompressedAnswerIsRefused() {
        assertRefused("HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: 1\n\na", "compression");
    }

    @Test
    void aBodyOf256KilobytesIsTheLongest() throws IOException {
        String longest = "x".repeat(ReplyReader.MAX_BODY);

        assertThat(body("HTTP/1.1 200 OK\nContent-Length: " + longest.length() + "\n\n" + longest))
                .hasSize(ReplyReader.MAX_BODY);
        assertRefused("HTTP/1.1 200 OK\nContent-Length: " + (longest.length() + 1) + "\n\n", "more than 256 KB");
        assertRefused("HTTP/1.1 200 OK\n\n" + longest + "x", "more than 256 KB");
        assertRefused(
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n40000\n" + longest + "\n1\nx\n0\n\n",
                "more than 256 KB");
    }

    @Test
    void ofAnEndlessAnswerLittleIsRead() {
        Endless endless = new Endless("HTTP/1.1 200 OK\r\n\r\n");

        assertThatThrownBy(() -> new ReplyReader(endless).read()).hasMessageContaining("more than 256 KB");
        assertThat(endless.read).isLessThan(ReplyReader.MAX_BODY + 10_000);
    }

    @Test
    void anEndlessLineAndEndlessHeadersAreRefused() {
        assertRefused("HTTP/1.1 200 " + "x".repeat(9_000) + "\n\n", "a line of more than 8 KB");
        assertRefused("HTTP/1.1 200 OK\n" + "A: b\n".repeat(101) + "\n", "more than 100 headers");
    }

    /** Never ends, and counts. */
    private static final class Endless extends InputStream {
        private final byte[] head;
        private int read;

        private Endless(String head) {
            this.head = head.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public int read() {
            int next = read < head.length ? head[read] : 'x';
            read++;
            return next;
        }
    }
}
