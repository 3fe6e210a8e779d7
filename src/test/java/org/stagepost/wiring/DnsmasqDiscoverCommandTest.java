package org.stagepost.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** The command with all that is behind it, and a DNS server of its own. */
@RequiresServer("dnsmasq")
class DnsmasqDiscoverCommandTest {
    private static RealServer dns;

    private final InThisProcess stagepost = new InThisProcess();

    @BeforeAll
    static void start() {
        dns = RealServer.start("dns", Map.of());
    }

    @AfterAll
    static void stop() {
        dns.close();
    }

    private int discover(String address) {
        return stagepost.execute(
                "endpoint", "discover", address, "--dns-server", "127.0.0.1:" + dns.port(), "--verbose");
    }

    @Test
    void aDomainWithServiceRecordsGetsItsCommand() {
        assertThat(discover("user01@old.example.test")).isZero();
        assertThat(stagepost.output())
                .startsWith("told     imap      mail.old.example.test:21144 tls\n")
                .contains("next: stagepost endpoint create NAME --kind imap --host mail.old.example.test"
                        + " --port 21144 --security tls\n");
    }

    @Test
    void aDomainWithoutAnythingGetsTheStepsAndTheWayToGoOn() {
        assertThat(discover("ann@nothing.test")).isEqualTo(5);
        assertThat(stagepost.output())
                .contains("No server was found for ann@nothing.test")
                .contains("  SRV  _imaps._tcp.nothing.test  -> no such name  (");
    }

    @Test
    void aServerThatIsSilentIsNamed() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assertThat(stagepost.execute(
                            "endpoint",
                            "discover",
                            "ann@nothing.test",
                            "--dns-server",
                            "127.0.0.1:" + silent.getLocalPort()))
                    .isEqualTo(5);
        }
        assertThat(stagepost.output()).startsWith("The DNS server did not answer");
    }
}
