package org.stagepost.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stagepost.credential.Secret;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Security;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

class LdapProbeTest {
    @Test
    void passesStageByStage() {
        try (var memory = new MemoryDirectory()) {
            assertThat(outcomes(memory.endpoint(), MemoryDirectory.PASSWORD))
                    .containsExactly("dns ok", "tcp ok", "tls ok", "bind ok", "search base ok", "rights ok");
        }
    }

    @Test
    void endsAtTheFirstStageThatFails() {
        try (var memory = new MemoryDirectory()) {
            int port = memory.endpoint().port();

            assertThat(outcomes(memory.endpoint(), "wrong-canary"))
                    .containsExactly("dns ok", "tcp ok", "tls ok", "bind failed");
            assertThat(outcomes(MemoryDirectory.endpoint(port, "dc=gone"), MemoryDirectory.PASSWORD))
                    .containsExactly("dns ok", "tcp ok", "tls ok", "bind ok", "search base failed");
            assertThat(outcomes(memory.endpoint(Security.STARTTLS, ""), MemoryDirectory.PASSWORD))
                    .containsExactly("dns ok", "tcp ok", "tls failed");
            Endpoint endpoint = memory.endpoint();
            memory.server.shutDown(true);
            assertThat(outcomes(endpoint, MemoryDirectory.PASSWORD)).containsExactly("dns ok", "tcp failed");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Security.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void certificateMustBeTrusted(Security security, @TempDir Path folder) {
        var certificate = new ThrowAwayCertificate(folder);
        try (var memory = new MemoryDirectory(List.of(), List.of(), certificate)) {
            assertThat(outcomes(memory.endpoint(security, certificate.pem()), MemoryDirectory.PASSWORD))
                    .hasSize(6)
                    .allMatch(outcome -> outcome.endsWith(" ok"));
            for (String caFile : List.of("", "/no/such/file")) {
                assertThat(outcomes(memory.endpoint(security, caFile), MemoryDirectory.PASSWORD))
                        .containsExactly("dns ok", "tcp ok", "tls failed");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Security.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void certificateMustBeForTheHostEvenOnLoopback(Security security, @TempDir Path folder) {
        var certificate = new ThrowAwayCertificate(folder);
        try (var memory = new MemoryDirectory(List.of(), List.of(), certificate)) {
            int port = memory.endpoint(security, "").port();
            var protection = new MemoryDirectory.Protection("127.0.0.1", security, certificate.pem());
            Endpoint endpoint = MemoryDirectory.endpoint(port, MemoryDirectory.BASE, protection, MemoryDirectory.ADMIN);

            assertThatThrownBy(() -> new LdapDirectoryConnector().open(endpoint, Secret.of(MemoryDirectory.PASSWORD)))
                    .isInstanceOfSatisfying(MigrationException.class, e -> assertThat(e.code())
                            .isEqualTo(FailureCode.ENDPOINT_NOT_TRUSTED));
        }
    }

    @Test
    void namesNoPassword() {
        try (var memory = new MemoryDirectory()) {
            List<ProbeStage> stages = new LdapDirectoryConnector().probe(memory.endpoint(), Secret.of("wrong-canary"));

            assertThat(stages.toString()).doesNotContain("wrong-canary");
            assertThat(stages.get(3).remedy()).isNotEmpty();
        }
    }

    private static List<String> outcomes(Endpoint endpoint, String password) {
        return new LdapDirectoryConnector()
                .probe(endpoint, Secret.of(password)).stream()
                        .map(stage -> stage.name() + (stage.passed() ? " ok" : " failed"))
                        .toList();
    }
}
