package org.stagepost.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

@RequiresServer("dovecot")
class RealServerTest {
    @Test
    void greetsOnItsPort() throws IOException {
        try (RealServer dovecot = RealServer.start("dovecot", Map.of());
                Socket socket = new Socket("127.0.0.1", dovecot.port());
                var reader =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            assertThat(reader.readLine()).startsWith("* OK");
        }
    }
}
