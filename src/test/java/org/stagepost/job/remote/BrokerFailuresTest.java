package org.stagepost.job.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.BrokerSettings;
import org.stagepost.migration.BrokerSettings.Security;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.testing.CertificateAuthority;
import org.stagepost.testing.CertificateAuthority.Issued;

/** What is said when a broker cannot be used. */
@Timeout(120)
class BrokerFailuresTest {
    private final Path folder;
    private final CertificateAuthority authority;

    BrokerFailuresTest(@TempDir Path folder) {
        this.folder = folder;
        this.authority = new CertificateAuthority(folder, "our-ca");
    }

    @Test
    void aWrongPasswordIsNamedAndNotTriedAgain() {
        try (TestBroker broker = new TestBroker(folder.resolve("mq")).started();
                BrokerConnections wrong = broker.connections("wrong-canary")) {
            String words = refusal(wrong::check);
            assertThat(words)
                    .isEqualTo("the broker at 127.0.0.1:" + broker.port() + ": the login of stagepost is refused:"
                            + " correct user or password in stagepost.broker");

            long begin = System.nanoTime();
            try (BrokerDispatch dispatch = new BrokerDispatch(wrong, Duration.ofSeconds(60))) {
                assertThat(refusal(() -> dispatch.send(1, 1, 4))).isEqualTo(words);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void aRightLoginIsEnough() {
        try (TestBroker broker = new TestBroker(folder.resolve("mq")).started();
                BrokerConnections right = broker.connections()) {
            right.check();
        }
    }

    @Test
    void aClosedPortIsNamed() {
        assertThat(refusal("127.0.0.1", TestBroker.freePort(), "", Security.NONE))
                .contains("no connection: Connection refused: start the broker, or correct its port");
    }

    @Test
    void anUnknownHostIsNamed() {
        assertThat(refusal("nowhere.invalid", 61616, "", Security.TLS)).contains("the host is unknown");
    }

    @Test
    void aCertificateOfOurAuthorityIsTrusted() throws Exception {
        Issued issued = authority.issue("localhost");
        try (TestBroker broker = tls(issued);
                BrokerConnections connections = new BrokerConnections(
                        broker.settings("localhost", authority.pem().toString(), Security.TLS),
                        () -> TestBroker.PASSWORD)) {
            connections.check();
        }
    }

    @Test
    void aStrangersCertificateIsNotTrusted() throws Exception {
        try (TestBroker broker = tls(authority.issue("localhost"))) {
            assertThat(refusal("localhost", broker.port(), "", Security.TLS))
                    .contains("its certificate is of no authority that is trusted here", "caFile");
        }
    }

    @Test
    void aCertificateForAnotherNameIsNotTrusted() throws Exception {
        try (TestBroker broker = tls(authority.issue("other.example.test"))) {
            assertThat(refusal("localhost", broker.port(), authority.pem().toString(), Security.TLS))
                    .contains("its certificate is for another name");
        }
    }

    @Test
    void anExpiredCertificateIsNotTrusted() throws Exception {
        try (TestBroker broker = tls(authority.issue(Instant.now().minus(Duration.ofDays(30)), 10, "localhost"))) {
            assertThat(refusal("localhost", broker.port(), authority.pem().toString(), Security.TLS))
                    .contains("its certificate has expired");
        }
    }

    @Test
    void aBrokerWithoutTlsIsNamed() {
        try (TestBroker broker = new TestBroker(folder.resolve("mq")).started()) {
            assertThat(refusal("localhost", broker.port(), authority.pem().toString(), Security.TLS))
                    .contains("it does not answer in TLS: switch TLS on there");
        }
    }

    @Test
    void aBrokerThatWantsTlsIsNamed() throws Exception {
        try (TestBroker broker = tls(authority.issue("localhost"))) {
            assertThat(refusal("localhost", broker.port(), "", Security.NONE)).contains("write security: tls");
        }
    }

    @Test
    void aKeyThatCannotBeUsedIsNamed() {
        Path missing = folder.resolve("missing.pem");
        Path certificate = authority.issue("localhost").certificate();
        TestBroker broker =
                new TestBroker(folder.resolve("mq"), List.of(new EmbeddedBrokerSettings.Tls(certificate, missing)));
        assertThat(refusal(broker::started)).contains("missing.pem");
    }

    @Test
    void aBrokerThatWasNeverThereIsAwayForAWhileAndThenNamed() {
        BrokerSettings nobody = settings("127.0.0.1", TestBroker.freePort(), "", Security.NONE);
        try (BrokerConnections connections = new BrokerConnections(nobody, () -> "x");
                BrokerDispatch dispatch = new BrokerDispatch(connections, Duration.ofSeconds(3))) {
            assertThat(dispatch.send(1, 1, 4)).isFalse();
            TestIntake.pause(Duration.ofSeconds(3));
            assertThat(refusal(() -> dispatch.send(1, 1, 4))).contains("start the broker");
        }
    }

    @Test
    void aBrokerThatWasThereIsAwayHoweverLong() {
        try (TestBroker broker = new TestBroker(folder.resolve("mq")).started();
                BrokerConnections connections = broker.connections();
                BrokerDispatch dispatch = new BrokerDispatch(connections, Duration.ofMillis(1))) {
            assertThat(dispatch.send(1, 1, 4)).isTrue();
            broker.stop();
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThat(dispatch.send(1, 2, 4)).isFalse();
                TestIntake.pause(Duration.ofMillis(50));
            }
            broker.started();
            TestIntake.await(() -> dispatch.send(1, 3, 4));
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (TestBroker broker = new TestBroker(folder.resolve("mq")).started()) {
            EmbeddedBrokerSettings taken =
                    new EmbeddedBrokerSettings("127.0.0.1", broker.port(), "stagepost", List.of());
            assertThat(refusal(() -> EmbeddedBroker.start(folder.resolve("second"), taken, () -> "x")
                            .close()))
                    .contains("the embedded broker cannot begin at 127.0.0.1:" + broker.port());
        }
    }

    @Test
    void anAddressOfAnotherMachineIsNamed() {
        EmbeddedBrokerSettings elsewhere = new EmbeddedBrokerSettings(
                "192.0.2.1",
                TestBroker.freePort(),
                "stagepost",
                List.of(new EmbeddedBrokerSettings.Tls(
                        authority.issue("mq.example.test").certificate(), folder.resolve("key.pem"))));
        assertThat(refusal(
                        () -> EmbeddedBroker.start(folder, elsewhere, () -> "x").close()))
                .contains("no address of this machine", "write 0.0.0.0");
    }

    @Test
    void anEmbeddedBrokerIsOpenToNobodyWithoutTlsOrPassword() {
        assertThatThrownBy(() -> new EmbeddedBrokerSettings("0.0.0.0", 1, "stagepost", List.of()))
                .hasMessageContaining("without TLS");
        assertThatThrownBy(() -> EmbeddedBroker.start(
                        folder, new EmbeddedBrokerSettings("127.0.0.1", 1, "stagepost", List.of()), () -> ""))
                .hasMessageContaining("without password");
    }

    private TestBroker tls(Issued issued) throws Exception {
        return new TestBroker(
                        folder.resolve("mq"),
                        List.of(new EmbeddedBrokerSettings.Tls(issued.certificate(), issued.keyFile())))
                .started();
    }

    private static String refusal(String host, int port, String caFile, Security security) {
        try (BrokerConnections connections =
                new BrokerConnections(settings(host, port, caFile, security), () -> TestBroker.PASSWORD)) {
            return refusal(connections::check);
        }
    }

    private static BrokerSettings settings(String host, int port, String caFile, Security security) {
        return new BrokerSettings(
                "tcp://" + host + ":" + port, TestBroker.USER, SecretReference.none(), caFile, security);
    }

    private static String refusal(Runnable call) {
        try {
            call.run();
            return "";
        } catch (MigrationException e) {
            assertThat(e.code()).isEqualTo(FailureCode.BROKER_UNREACHABLE);
            assertThat(e.detail()).doesNotContain("canary");
            return e.detail();
        }
    }
}
