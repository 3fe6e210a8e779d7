package org.stagepost.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** COMPRESS on a connection (RFC 4978 §3): what is sent when, and which bytes are compressed. */
class CompressionTest {
    private static final String OFFER = "* OK [CAPABILITY IMAP4rev1 COMPRESS=DEFLATE] ready\r\n";

    private final StringBuilder heard = new StringBuilder();
    private final Deflated server = new Deflated();
    private final MemorySocket socket = new MemorySocket(bytes -> {
        heard.append(bytes);
        return "";
    });

    private WireConnection greeted(String greeting) throws IOException {
        WireConnection connection = socket.connection(WireLimits.STANDARD);
        socket.says(greeting);
        connection.greeting();
        return connection;
    }

    private String heard() {
        String bytes = heard.toString();
        heard.setLength(0);
        return bytes;
    }

    private static Submitted submit(WireConnection connection, Command command) {
        return connection.submit(command, UntaggedReplies.ignored());
    }

    @Test
    void nothingIsSentBehindItBeforeTheAnswer() throws IOException {
        WireConnection connection = greeted(OFFER);
        submit(connection, Command.namespace());
        connection.compress();
        Submitted behind = submit(connection, Command.capability());

        connection.flush();
        assertThat(heard()).isEqualTo("s1 NAMESPACE\r\ns2 COMPRESS DEFLATE\r\n");

        socket.says("s1 OK done\r\ns2 OK go\r\n" + server.deflated("s3 OK done\r\n"));
        assertThat(behind.await().isOk()).isTrue();
        connection.flush();
        assertThat(server.inflated(heard())).isEqualTo("s3 CAPABILITY\r\n");
        assertThat(connection.isCompressed()).isTrue();
    }

    /** What is written piece by piece, an APPEND, too. */
    @Test
    void nothingIsWrittenBehindItBeforeTheAnswer() throws IOException {
        WireConnection connection = greeted(OFFER);
        connection.compress();
        socket.says("s1 OK go\r\n");

        connection.pipeline().begin("APPEND");
        connection.pipeline().write("s2 APPEND");
        connection.flush();

        assertThat(heard.substring(0, 21)).isEqualTo("s1 COMPRESS DEFLATE\r\n");
        assertThat(server.inflated(heard.substring(21))).isEqualTo("s2 APPEND");
    }

    @Test
    void noByteBehindTheOkIsLostWhereverTheyAreSplit() throws IOException {
        for (int most = 1; most < 60; most++) {
            MemorySocket trickling = new MemorySocket(bytes -> "");
            WireConnection connection = trickling.connection(WireLimits.STANDARD);
            trickling.says(OFFER);
            connection.greeting();
            Submitted asked = connection.compress().orElseThrow();
            Submitted behind = submit(connection, Command.capability());
            trickling.trickles(most);

            trickling.says("* 1 EXISTS\r\ns1 OK go\r\n" + new Deflated().deflated("* 2 EXISTS\r\ns2 OK done\r\n"));

            assertThat(asked.await().isOk()).isTrue();
            assertThat(behind.await().isOk()).as("%d bytes at a time", most).isTrue();
            connection.cut();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO [COMPRESSIONACTIVE] by TLS", "NO cannot", "BAD what?"})
    void refusedItGoesOnWithout(String answer) throws IOException {
        WireConnection connection = greeted(OFFER);
        connection.compress();
        Submitted behind = submit(connection, Command.capability());
        socket.says("s1 " + answer + "\r\ns2 OK done\r\n");

        assertThat(behind.await().isOk()).isTrue();
        connection.flush();
        assertThat(heard()).isEqualTo("s1 COMPRESS DEFLATE\r\ns2 CAPABILITY\r\n");
        assertThat(connection.isCompressed()).isFalse();
    }

    @Test
    void isAskedForOnce() throws IOException {
        WireConnection connection = greeted(OFFER);

        assertThat(connection.compress()).isEqualTo(connection.compress());
    }

    @Test
    void isNotAskedOfAServerThatDoesNotOfferIt() throws IOException {
        assertThat(greeted("* OK [CAPABILITY IMAP4rev1] ready\r\n").compress()).isEmpty();
    }

    /** A server may say OK before it was asked; what was not sent yet must not become compressed. */
    @Test
    void theCommandItselfIsNeverCompressed() throws IOException {
        WireConnection connection = greeted(OFFER);
        socket.says("s1 OK go\r\n" + server.deflated("s2 OK done\r\n"));
        connection.compress();
        submit(connection, Command.capability()).await();

        assertThat(heard()).startsWith("s1 COMPRESS DEFLATE\r\n");
    }

    @Test
    void rubbishClosesTheConnection() throws IOException {
        WireConnection connection = greeted(OFFER);
        connection.compress();
        Submitted behind = submit(connection, Command.capability());
        socket.says("s1 OK go\r\n\u0007\u0007\u0007");

        assertThatThrownBy(behind::await)
                .isInstanceOfSatisfying(MigrationException.class, failure -> assertThat(failure.code())
                        .isEqualTo(FailureCode.PROTOCOL_VIOLATED))
                .hasMessageContaining("compression: never");
        assertThat(connection.isOpen()).isFalse();
    }

    /** 20 MB of a line in 20 KB: the limit stands for what is inflated. */
    @Test
    void bombEndsAtTheLimitOfALine() throws IOException {
        WireConnection connection = greeted(OFFER);
        connection.compress();
        Submitted behind = submit(connection, Command.capability());
        socket.says("s1 OK go\r\n" + server.deflated("* OK " + "x".repeat(20_000_000)));

        assertThatThrownBy(behind::await).hasMessageContaining("a response line of more than 65536 bytes");
    }

    @Test
    void nativeMemoryIsGivenBackWithTheConnection() throws IOException {
        WireConnection connection = greeted(OFFER);
        connection.compress();
        socket.says("s1 OK go\r\n");
        connection.pipeline().begin("APPEND");

        connection.close();

        assertThatThrownBy(() -> connection.channel().hasArrived()).hasMessage("the connection is closed");
    }

    /** Dovecot works on several commands at a time: COMPRESS must not overtake a message. */
    @Test
    void inTheMiddleOfASessionItWaitsForWhatIsUnderWay() throws IOException {
        WireConnection connection = greeted(OFFER);
        Submitted before = submit(connection, Command.namespace());
        connection.compressAlone();
        Submitted behind = submit(connection, Command.capability());
        connection.compressAlone();
        connection.flush();
        assertThat(heard()).isEqualTo("s1 NAMESPACE\r\n");

        socket.says("s1 OK done\r\n");
        before.await();
        connection.flush();
        assertThat(heard()).isEqualTo("s2 COMPRESS DEFLATE\r\n");

        socket.says("s2 OK go\r\n" + server.deflated("s3 OK done\r\n"));
        assertThat(behind.await().isOk()).isTrue();
        connection.compressAlone();
        connection.flush();
        assertThat(server.inflated(heard())).isEqualTo("s3 CAPABILITY\r\n");
    }
}
