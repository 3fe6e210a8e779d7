package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference.Scheme;
import org.stagepost.credential.SecretResolver;
import org.stagepost.migration.jobfile.YamlJobFileReader;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.testing.MemoryEndpoints;

/** All that a batch's endpoints need to know is looked for before it begins. */
class EndpointSecretsTest {
    private static final String ENDPOINTS = """
            name: wave-1
            type: imap
            csv: users.csv
            source: { endpoint: old-mail }
            target: { endpoint: new-mail }
            endpoints:
              - name: old-mail
                kind: imap
                host: old.example.test
                proxy: { kind: socks, host: proxy.example.test, port: 1080, user: mover, password: "env:PROXY" }
                login: { oauth: { grant: refresh-token, tokenUrl: "https://login.example.test/token", clientId: app-1,
                                  clientSecret: "env:SECRET", refreshToken: "env:REFRESH" } }
              - name: new-mail
                kind: imap
                host: new.example.test
                login: { oauth: { grant: service-account, key: "env:KEY", scope: "https://mail.google.com/" } }
            """;

    private final Path folder;

    EndpointSecretsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void allThatAreMissingAreNamedAtOnce() throws IOException {
        MigrationException missing =
                catchThrowableOfType(MigrationException.class, () -> new EndpointSecrets((reference, purpose) -> {
                            if (reference.scheme() == Scheme.ENV) {
                                throw new MigrationException(
                                        FailureCode.SECRET_MISSING, purpose + ": " + reference + " is not set");
                            }
                            return Secret.of("");
                        })
                        .require(jobFile()));

        assertThat(missing.code()).isEqualTo(FailureCode.SECRET_MISSING);
        assertThat(missing.detail().lines())
                .containsExactly(
                        "password of the proxy of endpoint old-mail: env:PROXY is not set",
                        "client secret of application app-1: env:SECRET is not set",
                        "refresh token of application app-1: env:REFRESH is not set",
                        "private key of the service account: env:KEY is not set");
    }

    @Test
    void nothingIsSaidWhenAllAreThere() throws IOException {
        Map<String, String> environment = Map.of("PROXY", "a", "SECRET", "b", "REFRESH", "c", "KEY", "d");
        List<String> looked = new ArrayList<>();
        SecretResolver secrets = (reference, purpose) -> {
            looked.add(reference.name());
            return Secret.of(environment.getOrDefault(reference.name(), ""));
        };

        new EndpointSecrets(secrets).require(jobFile());

        assertThat(looked).containsAll(environment.keySet());
    }

    private JobFile jobFile() throws IOException {
        Files.writeString(folder.resolve("users.csv"), "EmailAddress,UserName,Password\r\nann@example.test,,\r\n");
        Path file = Files.writeString(folder.resolve("job.yml"), ENDPOINTS);
        return new YamlJobFileReader(new MemoryEndpoints()).read(file).required();
    }
}
