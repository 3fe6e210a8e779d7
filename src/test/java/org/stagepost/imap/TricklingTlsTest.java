package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.Security;
import org.stagepost.imap.wire.WireLimits;
import org.stagepost.mailbox.CollectingSink;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.testing.CertificateAuthority;
import org.stagepost.testing.CertificateAuthority.Issued;

/** Servers that trickle below TLS, where each byte is heard and none is a byte of an answer: all end in time. */
@Timeout(60)
class TricklingTlsTest {
    private static final WireLimits IMPATIENT = impatient();

    private static Issued certificate;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws IOException {
        certificate = CertificateAuthority.selfSigned(folder, "localhost");
    }

    private static WireLimits impatient() {
        WireLimits standard = WireLimits.STANDARD;
        return new WireLimits(
                standard.lineBytes(),
                standard.fetchLineBytes(),
                standard.nesting(),
                standard.listedNames(),
                standard.listedBytes(),
                standard.shortBytes(),
                standard.headerBytes(),
                standard.literalBytes(),
                standard.untagged(),
                standard.responseBytes(),
                standard.connect(),
                Duration.ofMillis(900),
                Duration.ofMillis(900),
                Duration.ofMillis(900));
    }

    /** In the record's head, in the certificate, in the greeting, in the midst of a message. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3, 400, 900, 2_000, 5_000, 20_000})
    void tricklingServersAreLeft(int bytesBefore) throws IOException, GeneralSecurityException {
        List<String> script = List.of(
                "OPEN: source",
                "C: s4 UID FETCH 1 (UID FLAGS INTERNALDATE BODY.PEEK[])",
                "S-: * 1 FETCH (UID 1 FLAGS () INTERNALDATE \"01-Feb-2024 10:00:00 +0000\" BODY[] {5000000}\\r\\n",
                "S*: 5000000 x",
                "S: )",
                "S: s4 OK done");
        try (ScriptedServer server =
                        new ScriptedServer(certificate.serverContext().getServerSocketFactory(), script);
                TricklingRelay relay = new TricklingRelay(server.port(), bytesBefore)) {
            Endpoint endpoint = Endpoints.of(
                    "localhost",
                    relay.port(),
                    Security.TLS,
                    certificate.certificate().toString());

            MigrationException failure = catchThrowableOfType(MigrationException.class, () -> read(endpoint));

            // right after the login it is the mailbox's failure
            assertThat(failure.code()).isIn(FailureCode.ENDPOINT_UNREACHABLE, FailureCode.CONNECTION_LOST);
            assertThat(failure).hasMessageContaining("no answer in time");
        }
    }

    private static void read(Endpoint endpoint) {
        try (SourceMailbox mailbox =
                new ImapMailboxConnector(IMPATIENT).openSource(endpoint, Endpoints.user("ann", "pw"))) {
            mailbox.read(FolderPath.INBOX, List.of(new ItemKey("1")), new CollectingSink())
                    .await();
        }
    }
}
