package org.stagepost.credential.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

class SecretKeyFileTest {
    private static final Map<String, String> NOTHING_SET = Map.of();

    private final HomeFolder home;
    private final Path file;

    SecretKeyFileTest(@TempDir Path folder) throws IOException {
        home = new HomeFolder(folder);
        file = Files.createDirectories(home.keys()).resolve("secret.key");
    }

    @Test
    void theKeyIsMadeOnceForTheOwnerOnly() throws IOException {
        byte[] first = SecretKeyFile.load(home, NOTHING_SET).getEncoded();

        assertThat(first).hasSize(32);
        assertThat(SecretKeyFile.load(home, NOTHING_SET).getEncoded()).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aWorkerMakesNoneOfItsOwn() {
        assertThatThrownBy(() -> SecretKeyFile.requireOfManager(home, NOTHING_SET))
                .isInstanceOfSatisfying(MigrationException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(FailureCode.SECRET_MISSING);
                    assertThat(failure.detail()).contains("of the manager's home folder to " + file, "STAGEPOST_KEY");
                });
        assertThat(file).doesNotExist();

        SecretKeyFile.requireOfManager(home, Map.of("STAGEPOST_KEY", "any"));
        SecretKeyFile.load(home, NOTHING_SET);
        SecretKeyFile.requireOfManager(home, NOTHING_SET);
    }

    @Test
    void allWhoNeedItFirstGetTheSameKey() {
        Set<String> keys = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 50)
                .parallel()
                .forEach(ignored -> keys.add(HexFormat.of()
                        .formatHex(SecretKeyFile.load(home, NOTHING_SET).getEncoded())));

        assertThat(keys).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"})
    void aKeyFileThatOthersReachIsRefused(String mode) throws IOException {
        SecretKeyFile.load(home, NOTHING_SET);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

        refuses(NOTHING_SET, FailureCode.HOME_UNUSABLE, file + " can be read by others (" + mode + "); run: chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64 at all", "c2hvcnQ="})
    void aDamagedKeyFileIsRefusedAndLeftAlone(String content) throws IOException {
        SecretKeyFile.load(home, NOTHING_SET);
        Files.writeString(file, content);

        refuses(NOTHING_SET, FailureCode.STORE_DAMAGED, file + " is damaged");
        assertThat(file).hasContent(content);
    }

    @Test
    void theEnvironmentComesFirstAndNeedsNoFile() {
        byte[] bytes = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        Map<String, String> environment =
                Map.of(SecretKeyFile.VARIABLE, Base64.getEncoder().encodeToString(bytes) + "\n");

        assertThat(SecretKeyFile.load(home, environment).getEncoded()).isEqualTo(bytes);
        assertThat(file).doesNotExist();
    }

    @Test
    void aVariableThatHoldsNoKeyIsNamedButNotShown() {
        for (String wrong : List.of("hunter2-canary", "c2hvcnQ=")) {
            refuses(
                    Map.of(SecretKeyFile.VARIABLE, wrong),
                    FailureCode.SECRET_MISSING,
                    "STAGEPOST_KEY is not the base64 form of 32 bytes");
        }
    }

    private void refuses(Map<String, String> environment, FailureCode code, String message) {
        assertThatThrownBy(() -> SecretKeyFile.load(home, environment))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("hunter2-canary")
                .extracting("code")
                .isEqualTo(code);
    }
}
