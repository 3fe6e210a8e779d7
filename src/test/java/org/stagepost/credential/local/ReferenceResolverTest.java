package org.stagepost.credential.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretStore;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

class ReferenceResolverTest {
    private final Path folder;
    private final List<String> asked = new ArrayList<>();
    private final MemorySecrets store = new MemorySecrets();
    private final ReferenceResolver resolver;

    ReferenceResolverTest(@TempDir Path folder) {
        this.folder = folder;
        this.resolver = new ReferenceResolver(
                Map.of("OLD_PW", "from env ", "EMPTY", ""),
                folder,
                purpose -> {
                    asked.add(purpose);
                    return Secret.of("answer " + asked.size());
                },
                store);
    }

    @Test
    void everySchemeLeadsToItsSecret() throws IOException {
        Files.writeString(folder.resolve("pw"), "from file\n");
        store.put("name", Secret.of("from store"));

        assertThat(resolve("env:OLD_PW")).isEqualTo("from env ");
        assertThat(resolve("file:pw")).isEqualTo("from file");
        assertThat(resolve("file:" + folder.resolve("pw"))).isEqualTo("from file");
        assertThat(resolve("store:name")).isEqualTo("from store");
        assertThat(resolve("prompt")).isEqualTo("answer 1");
        assertThat(resolve("hunter2")).isEqualTo("hunter2");
        assertThat(resolve("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"secret\",\"secret\"",
                "\"secret\n\",\"secret\"",
                "\"secret\r\n\",\"secret\"",
                "\"secret\n\n\",\"secret\n\"",
                "\" secret \",\" secret \"",
                "\"\uFEFFsecret\n\",\"secret\"",
                "\"Grüße\",\"Grüße\""
            })
    void dropsTheLineEndThatEditorsAddAndNothingElse(String content, String secret) throws IOException {
        Files.writeString(folder.resolve("pw"), content);

        assertThat(resolve("file:pw")).isEqualTo(secret);
    }

    @Test
    void asksOncePerPurpose() {
        SecretReference prompt = SecretReference.parse("prompt");

        assertThat(resolver.resolve(prompt, "source").reveal()).isEqualTo("answer 1");
        assertThat(resolver.resolve(prompt, "target").reveal()).isEqualTo("answer 2");
        assertThat(resolver.resolve(prompt, "source").reveal()).isEqualTo("answer 1");
        assertThat(asked).containsExactly("source", "target");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env:UNSET | is not set",
                "env:EMPTY | is empty",
                "file:absent | there is no such file (relative to ",
                "file:~/absent | there is no such file",
                "file:empty | the file is empty",
                "file:newline | the file is empty",
                "file:huge | longer than 64 KiB",
                "file:. | cannot be read",
                "store:absent | nothing is stored under this name"
            })
    void aReferenceThatLeadsNowhereIsNamedWithItsPurpose(String row) throws IOException {
        Files.writeString(folder.resolve("empty"), "");
        Files.writeString(folder.resolve("newline"), "\n");
        Files.writeString(folder.resolve("huge"), "x".repeat(65 * 1024));
        String[] referenceAndReason = row.split(" \\| ", 2);

        assertThatThrownBy(() -> resolve(referenceAndReason[0]))
                .isInstanceOf(MigrationException.class)
                .hasMessageStartingWith("login of old-mail: " + referenceAndReason[0] + ": ")
                .hasMessageContaining(referenceAndReason[1])
                .extracting("code")
                .isEqualTo(FailureCode.SECRET_MISSING);
    }

    private String resolve(String reference) {
        return resolver.resolve(SecretReference.parse(reference), "login of old-mail")
                .reveal();
    }

    /** A secret store without a store. */
    private static final class MemorySecrets implements SecretStore {
        private final Map<String, Secret> secrets = new HashMap<>();

        @Override
        public Optional<Secret> find(String name) {
            return Optional.ofNullable(secrets.get(name));
        }

        @Override
        public void put(String name, Secret secret) {
            secrets.put(name, secret);
        }

        @Override
        public void remove(String name) {
            secrets.remove(name);
        }
    }
}
