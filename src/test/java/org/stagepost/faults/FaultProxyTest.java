package org.stagepost.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that says one thing and listens. */
class FaultProxyTest {
    private static final String SAID = "* OK [CAPABILITY IMAP4rev1 LITERAL+ MULTIAPPEND] hi\r\n"
            + "* 1 FETCH (B {13}\r\nMULTIAPPEND \r)\r\na1 OK done\r\n";

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void handsOnEveryByte() throws IOException {
        assertThat(heard(Saboteur.NONE, Set.of())).isEqualTo(SAID);
    }

    @Test
    void handsOnEveryByteWhenSplit() throws IOException {
        Saboteur splitting = new Saboteur() {
            @Override
            public Act at(ByteClass kind) {
                return Act.PASS;
            }

            @Override
            public boolean splits() {
                return true;
            }
        };

        assertThat(heard(splitting, Set.of())).isEqualTo(SAID);
    }

    @Test
    void endsTheStreamBehindTheByte() throws IOException {
        assertThat(heard(kind -> kind == ByteClass.SENT_LITERAL_FIRST ? Act.FIN : Act.PASS, Set.of()))
                .isEqualTo(SAID.substring(0, SAID.indexOf("MULTIAPPEND \r") + 1));
    }

    @Test
    void resetsTheConnection() {
        assertThatThrownBy(() -> heard(kind -> kind == ByteClass.TAGGED_REPLY ? Act.RST : Act.PASS, Set.of()))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void hidesCapabilitiesButNotInLiterals() throws IOException {
        assertThat(heard(Saboteur.NONE, Set.of("MULTIAPPEND", "LITERAL+")))
                .doesNotContain("LITERAL+", "MULTIAPPEND]")
                .contains("[CAPABILITY IMAP4rev1 X-8 X-11] hi", "MULTIAPPEND \r)");
    }

    private String heard(Saboteur saboteur, Set<String> hidden) throws IOException {
        try (FaultProxy proxy = new FaultProxy(server.getLocalPort(), () -> saboteur)) {
            proxy.hide(hidden);
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
                    Socket accepted = server.accept()) {
                accepted.getOutputStream().write(SAID.getBytes(StandardCharsets.US_ASCII));
                accepted.shutdownOutput();
                InputStream in = client.getInputStream();
                return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            }
        }
    }
}
