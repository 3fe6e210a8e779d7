package org.stagepost.directory.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stagepost.credential.Secret;
import org.stagepost.directory.SieveLogin;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Security;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** What a test of an endpoint of kind sieve tells of a real Dovecot; nothing is changed there. */
@RequiresServer("dovecot")
@Timeout(60)
class SieveProbeDovecotTest {
    private static RealServer server;

    @BeforeAll
    static void start() {
        server = RealServer.start("dovecot", Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<ProbeStage> probe(Optional<SieveLogin> login) {
        Endpoint endpoint = Endpoint.at(
                "old-sieve",
                EndpointKind.SIEVE,
                "127.0.0.1",
                server.port() + 4,
                Protection.of(
                        Security.STARTTLS, server.folder().resolve("tls/ca.pem").toString()));
        return new ManageSieveConnector(Connections.plain()).probe(endpoint, login);
    }

    private static Optional<SieveLogin> as(String password) {
        return Optional.of(new SieveLogin("user02", "", "user02*master", Secret.of(password)));
    }

    @Test
    void withALoginItEndsWithTheScripts() {
        List<ProbeStage> stages = probe(as("masterpw"));

        assertThat(stages).extracting(ProbeStage::name).containsExactly("connection", "login", "scripts");
        assertThat(stages).allMatch(ProbeStage::passed);
        assertThat(stages.get(2).detail()).isEqualTo("none is active");
        assertThat(Files.exists(server.folder().resolve("mail/user02/.dovecot.sieve")))
                .isFalse();
    }

    @Test
    void aRefusedLoginIsNamedWithoutItsPassword() {
        List<ProbeStage> stages = probe(as("hunter2-canary"));

        assertThat(stages).extracting(ProbeStage::name).containsExactly("connection", "login");
        assertThat(stages.get(1).passed()).isFalse();
        assertThat(stages.get(1).detail()).contains("refused the login user02*master");
        assertThat(stages.toString()).doesNotContain("hunter2-canary");
    }

    @Test
    void withoutALoginItSaysThatNobodyLoggedIn() {
        List<ProbeStage> stages = probe(Optional.empty());

        assertThat(stages.get(1).detail()).contains("name a mailbox");
    }
}
