package org.stagepost.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoverySettingsTest {
    private static DiscoverySettings at(String dnsServer) {
        return new DiscoverySettings(false, dnsServer, "", "", "", Set.of());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, 53",
        "127.0.0.1:5353, 127.0.0.1, 5353",
        "::1, 0:0:0:0:0:0:0:1, 53",
        "[::1]:5353, 0:0:0:0:0:0:0:1, 5353"
    })
    void aDnsServerHasAPort(String text, String host, int port) {
        var address = at(text).dnsAddress().orElseThrow();

        assertThat(address.getAddress().getHostAddress()).isEqualTo(host);
        assertThat(address.getPort()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1:", "127.0.0.1:70000", "127.0.0.1:x", "a b"})
    void whatIsNoServerIsNone(String text) {
        assertThat(at(text).dnsAddress()).isEmpty();
    }
}
