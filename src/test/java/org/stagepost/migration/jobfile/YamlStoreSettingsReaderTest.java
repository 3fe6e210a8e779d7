package org.stagepost.migration.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.JobFileReader.Result;
import org.stagepost.migration.StoreSettings;

class YamlStoreSettingsReaderTest {
    private static final String URL = "jdbc:postgresql://db.example.test:5432/stagepost";

    private final Path home;

    YamlStoreSettingsReaderTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void readsTheFile() throws IOException {
        Files.writeString(home.resolve("ca.pem"), "");
        StoreSettings settings = read("""
                stagepost:
                  datasource:
                    url: jdbc:postgresql://db.example.test:5432/stagepost
                    username: stagepost
                    password: env:DATABASE_PASSWORD
                    caFile: ca.pem
                """, Map.of()).value().orElseThrow();

        assertThat(settings.url()).isEqualTo(URL);
        assertThat(settings.user()).isEqualTo("stagepost");
        assertThat(settings.password()).hasToString("env:DATABASE_PASSWORD");
        assertThat(settings.caFile()).isEqualTo(home.resolve("ca.pem").toString());
        assertThat(settings.place()).isEqualTo("database stagepost at db.example.test:5432");
    }

    @Test
    void theEnvironmentBeatsTheFile() throws IOException {
        StoreSettings settings = read(
                        """
                stagepost:
                  datasource: { url: "jdbc:postgresql://old.example.test/stagepost", username: stagepost }
                """,
                        Map.of(
                                "STAGEPOST_DATASOURCE_URL",
                                URL,
                                "STAGEPOST_DATASOURCE_PASSWORD",
                                "file:/run/secrets/db"))
                .value()
                .orElseThrow();

        assertThat(settings.url()).isEqualTo(URL);
        assertThat(settings.user()).isEqualTo("stagepost");
        assertThat(settings.password()).hasToString("file:/run/secrets/db");
    }

    @Test
    void theEnvironmentAloneIsEnough() {
        assertThat(reader(Map.of("STAGEPOST_DATASOURCE_URL", URL, "STAGEPOST_DATASOURCE_USERNAME", "u"))
                        .read()
                        .value())
                .isPresent();
    }

    @Test
    void nothingConfiguredIsNoFault() throws IOException {
        assertThat(reader(Map.of()).read().findings()).isEmpty();
        Result<StoreSettings> other = read("stagepost: { }\n", Map.of());
        assertThat(other.value()).isEmpty();
        assertThat(other.findings()).isEmpty();
    }

    @Test
    void everyFaultIsToldAtOnce() throws IOException {
        assertThat(findings("""
                stagepost:
                  datasource:
                    url: postgres://db.example.test/stagepost
                    usrname: stagepost
                    password: prompt
                    caFile: missing.pem
                  datasuorce: 1
                """, Map.of("STAGEPOST_DATASOURCE_CAFIEL", "x"))).isEqualTo("""
                environment: STAGEPOST_DATASOURCE_CAFIEL: unknown key (did you mean "STAGEPOST_DATASOURCE_CAFILE"?)
                HOME/stagepost.yml:3: stagepost.datasource.url: is no address of a PostgreSQL database (write jdbc:postgresql://HOST:PORT/DATABASE)
                HOME/stagepost.yml:4: stagepost.datasource.usrname: unknown key (did you mean "username"?)
                HOME/stagepost.yml:5: stagepost.datasource.password: the store's own password cannot come from there (write env:NAME or file:PATH)
                HOME/stagepost.yml:6: stagepost.datasource.caFile: "missing.pem" is not a readable file (write the path of a PEM file)
                HOME/stagepost.yml:7: stagepost.datasuorce: unknown key (did you mean "datasource"?)""");
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        assertThat(findings("stagepost: { datasource: { caFile: stagepost.yml } }\n", Map.of()))
                .isEqualTo("""
                HOME/stagepost.yml: stagepost.datasource.url: is missing (write jdbc:postgresql://HOST:PORT/DATABASE)
                HOME/stagepost.yml: stagepost.datasource.username: is missing (write who logs in)""");
    }

    @Test
    void aLoginInTheAddressIsRefusedAndNeverShown() throws IOException {
        for (String url : new String[] {
            URL + "?password=hunter2-canary",
            URL + "?ssl=true&Password=hunter2-canary",
            URL + "?user=hunter2-canary",
            "jdbc:postgresql://me:hunter2-canary@db.example.test/stagepost"
        }) {
            assertThat(findings("stagepost: { datasource: { url: \"" + url + "\", username: u } }\n", Map.of()))
                    .as(url)
                    .contains("holds a login")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void anUnknownTlsModeIsRefused() throws IOException {
        assertThat(findings(
                        "stagepost: { datasource: { url: \"" + URL + "?sslmode=verify\", username: u } }\n", Map.of()))
                .contains("has an unknown sslmode (write disable, allow, prefer, require, verify-ca, verify-full)");
        assertThat(findings(
                        "stagepost: { datasource: { url: \"" + URL + "?sslmode=verify-ca\", username: u } }\n",
                        Map.of()))
                .isEmpty();
    }

    @Test
    void aPasswordInClearTextIsWarnedOf() throws IOException {
        Result<StoreSettings> result = read("""
                stagepost:
                  datasource:
                    url: jdbc:postgresql://db.example.test/stagepost
                    username: stagepost
                    password: hunter2-canary
                """, Map.of());

        assertThat(result.value().orElseThrow().toString()).doesNotContain("hunter2");
        assertThat(result.findings())
                .singleElement()
                .asString()
                .contains(":5: ", "clear text")
                .doesNotContain("hunter2");
    }

    private String findings(String yaml, Map<String, String> environment) throws IOException {
        return read(yaml, environment).findings().stream()
                .map(finding -> finding.toString().replace(home.toString(), "HOME"))
                .collect(Collectors.joining("\n"));
    }

    private Result<StoreSettings> read(String yaml, Map<String, String> environment) throws IOException {
        Files.writeString(home.resolve("stagepost.yml"), yaml);
        return reader(environment).read();
    }

    private YamlStoreSettingsReader reader(Map<String, String> environment) {
        return new YamlStoreSettingsReader(home.resolve("stagepost.yml"), environment);
    }
}
