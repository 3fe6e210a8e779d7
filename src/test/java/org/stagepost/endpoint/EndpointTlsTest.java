package org.stagepost.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

class EndpointTlsTest {
    @Test
    void trustsTheJvmsStoreWithoutCaFile() {
        assertThat(EndpointTls.contextFor(endpoint("")).getProtocol()).isEqualTo("TLS");
    }

    @Test
    void missingCaFileIsNotTrusted(@TempDir Path folder) {
        assertNotTrusted(folder.resolve("absent.pem"));
    }

    @Test
    void caFileWithoutCertificateIsNotTrusted(@TempDir Path folder) throws IOException {
        assertNotTrusted(Files.writeString(folder.resolve("empty.pem"), ""));
    }

    @Test
    void damagedCaFileIsNotTrusted(@TempDir Path folder) throws IOException {
        assertNotTrusted(Files.writeString(
                folder.resolve("bad.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
    }

    private static void assertNotTrusted(Path caFile) {
        assertThatThrownBy(() -> EndpointTls.contextFor(endpoint(caFile.toString())))
                .isInstanceOfSatisfying(MigrationException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(FailureCode.ENDPOINT_NOT_TRUSTED);
                    assertThat(failure.detail()).contains(caFile.toString());
                });
    }

    private static Endpoint endpoint(String caFile) {
        return Endpoint.at("mail", EndpointKind.IMAP, "localhost", 993, Protection.of(Security.TLS, caFile));
    }
}
