package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Proxy;
import org.stagepost.mailbox.ProbeDepth;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.testing.ProxyServer;
import org.stagepost.testing.RequiresServer;

@RequiresServer("dovecot")
class ProxiedDovecotTest {
    private static DovecotKit dovecot;

    @BeforeAll
    static void start() {
        dovecot = new DovecotKit(Map.of());
    }

    @AfterAll
    static void stop() {
        dovecot.close();
    }

    @ParameterizedTest
    @EnumSource(Proxy.Kind.class)
    void aMailboxOpensThroughAProxy(Proxy.Kind kind) {
        try (ProxyServer proxy = new ProxyServer(kind, dovecot.tlsPort(), "proxy-user", "proxy-canary")) {
            Connections connections = new Connections((reference, purpose) -> Secret.of("proxy-canary"));
            ImapMailboxConnector connector = new ImapMailboxConnector(connections);
            Endpoint endpoint = Endpoints.tls("localhost", dovecot.tlsPort(), dovecot.authority())
                    .withProxy(new Proxy(
                            kind, "127.0.0.1", proxy.port(), "proxy-user", SecretReference.parse("store:proxy")));

            try (SourceMailbox mailbox =
                    connector.openSource(endpoint, Endpoints.user(DovecotKit.USER, DovecotKit.PASSWORD))) {
                assertThat(mailbox.folders()).isNotEmpty();
            }
            List<ProbeStage> stages = connector.probe(
                    endpoint, Optional.of(Endpoints.user(DovecotKit.USER, DovecotKit.PASSWORD)), ProbeDepth.READ);
            assertThat(stages).allMatch(ProbeStage::passed);
            assertThat(stages.toString()).doesNotContain("proxy-canary");
            assertThat(proxy.asked())
                    .containsOnly("localhost:" + dovecot.tlsPort())
                    .hasSizeGreaterThan(1);
        }
    }
}
