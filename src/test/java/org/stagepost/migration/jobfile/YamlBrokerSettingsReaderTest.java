package org.stagepost.migration.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.migration.BrokerSettings;
import org.stagepost.migration.BrokerSettings.Security;
import org.stagepost.migration.JobFileReader.Result;

class YamlBrokerSettingsReaderTest {
    private static final String STORE = """
            stagepost:
              datasource: { url: "jdbc:postgresql://db.example.test/stagepost", username: stagepost }
            """;

    private final Path home;

    YamlBrokerSettingsReaderTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void readsTheFile() throws IOException {
        Files.writeString(home.resolve("ca.pem"), "");
        BrokerSettings settings = read(STORE + """
                  broker:
                    url: tcp://mq.example.test:61616
                    user: stagepost
                    password: env:BROKER_PASSWORD
                    caFile: ca.pem
                """, Map.of()).value().orElseThrow();

        assertThat(settings.host()).isEqualTo("mq.example.test");
        assertThat(settings.port()).isEqualTo(61616);
        assertThat(settings.user()).isEqualTo("stagepost");
        assertThat(settings.password()).hasToString("env:BROKER_PASSWORD");
        assertThat(settings.caFile()).isEqualTo(home.resolve("ca.pem").toString());
        assertThat(settings.security()).isEqualTo(Security.TLS);
        assertThat(settings.place()).isEqualTo("broker at mq.example.test:61616");
    }

    @Test
    void theEnvironmentBeatsTheFile() throws IOException {
        BrokerSettings settings = read(
                        STORE + "  broker: { url: \"tcp://old.example.test:1\", user: old, password: env:OLD }\n",
                        Map.of(
                                "STAGEPOST_BROKER_URL", "tcp://mq.example.test:61616",
                                "STAGEPOST_BROKER_PASSWORD", "file:/run/secrets/mq"))
                .value()
                .orElseThrow();

        assertThat(settings.url()).isEqualTo("tcp://mq.example.test:61616");
        assertThat(settings.user()).isEqualTo("old");
        assertThat(settings.password()).hasToString("file:/run/secrets/mq");
    }

    @Test
    void theEnvironmentAloneIsEnough() {
        assertThat(reader(Map.of(
                                "STAGEPOST_DATASOURCE_URL", "jdbc:postgresql://db.example.test/stagepost",
                                "STAGEPOST_BROKER_URL", "tcp://mq.example.test:61616",
                                "STAGEPOST_BROKER_USER", "u",
                                "STAGEPOST_BROKER_PASSWORD", "env:P"))
                        .read()
                        .value())
                .isPresent();
    }

    @Test
    void nothingConfiguredIsNoFault() throws IOException {
        assertThat(reader(Map.of()).read().findings()).isEmpty();
        assertThat(read(STORE, Map.of()).findings()).isEmpty();
        assertThat(read(STORE, Map.of()).value()).isEmpty();
    }

    @Test
    void everyFaultIsToldAtOnce() throws IOException {
        assertThat(findings(STORE + """
                  broker:
                    url: amqp://mq.example.test:5672
                    username: stagepost
                    password: prompt
                    caFile: missing.pem
                    security: ssl
                """, Map.of("STAGEPOST_BROKER_SECURTIY", "x")))
                .isEqualTo("""
                environment: STAGEPOST_BROKER_SECURTIY: unknown key (did you mean "STAGEPOST_BROKER_SECURITY"?)
                HOME/stagepost.yml:4: stagepost.broker.url: is no address of a broker (write tcp://HOST:PORT)
                HOME/stagepost.yml:5: stagepost.broker.username: unknown key (known: url, user, password, caFile, security, certificateFile, keyFile)
                HOME/stagepost.yml:6: stagepost.broker.password: the broker's password cannot come from there (write env:NAME or file:PATH)
                HOME/stagepost.yml:7: stagepost.broker.caFile: "missing.pem" is not a readable file (write the path of a PEM file)
                HOME/stagepost.yml:8: stagepost.broker.security: "ssl" is not a kind of security (known: tls, none)""");
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        assertThat(findings("stagepost: { broker: { security: tls } }\n", Map.of()))
                .isEqualTo("""
                HOME/stagepost.yml: stagepost.broker.url: is missing (write tcp://HOST:PORT)
                HOME/stagepost.yml: stagepost.broker.user: is missing (write who logs in)
                HOME/stagepost.yml: stagepost.broker.password: is missing (write env:NAME or file:PATH)
                HOME/stagepost.yml: stagepost.broker: is of no use without a store that all machines share (write stagepost.datasource as well, or remove the broker)""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://me:hunter2-canary@mq.example.test:61616",
                "tcp://mq.example.test:61616?password=hunter2-canary",
                "tcp://mq.example.test:61616?a=b&User=hunter2-canary",
                "tcp://mq.example.test:61616?a=b;keyStorePath=x;password=hunter2-canary"
            })
    void aLoginInTheAddressIsRefusedAndNeverShown(String url) throws IOException {
        assertThat(findings(STORE + broker(url, ""), Map.of()))
                .contains(":3: stagepost.broker.url: holds a login")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://mq.example.test",
                "tcp://mq.example.test:0",
                "tcp://mq.example.test:65536",
                "tcp://mq.example.test:61616?verifyHost=false",
                "tcp://mq.example.test:61616;sslEnabled=false",
                "(tcp://a.example.test:1,tcp://b.example.test:1)",
                "vm://0",
                "tcp://mq.example.test:61616#tcp://other.example.test:1"
            })
    void whatIsNoHostAndPortIsNoAddress(String url) throws IOException {
        assertThat(findings(STORE + broker(url, ""), Map.of())).contains("is no address of a broker");
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://mq.example.test:1, '', TLS",
        "tcp://mq.example.test:1, none, NONE",
        "tcp://localhost:1, '', NONE",
        "tcp://127.0.0.1:1, '', NONE",
        "tcp://[::1]:1, '', NONE",
        "tcp://localhost:1, tls, TLS",
        "tcp://localhost.example.test:1, '', TLS",
        "tcp://[2001:db8::1]:1, '', TLS"
    })
    void offThisMachineTheWayIsEncryptedUnlessSomebodyWantsItOtherwise(String url, String security, Security result)
            throws IOException {
        assertThat(read(STORE + broker(url, security), Map.of())
                        .value()
                        .orElseThrow()
                        .security())
                .isEqualTo(result);
    }

    @Test
    void aWayThatOthersHearIsWarnedOf() throws IOException {
        assertThat(findings(STORE + broker("tcp://mq.example.test:1", "none"), Map.of()))
                .isEqualTo(
                        "HOME/stagepost.yml: stagepost.broker.security: anybody on the way to the broker can read its"
                                + " password and change what is sent (write tls)");
        assertThat(findings(STORE + broker("tcp://localhost:1", "none"), Map.of()))
                .isEmpty();
    }

    @Test
    void aPasswordInClearTextIsWarnedOf() throws IOException {
        Result<BrokerSettings> result =
                read(STORE + "  broker: { url: \"tcp://localhost:1\", user: u, password: hunter2-canary }\n", Map.of());

        assertThat(result.value().orElseThrow().toString()).doesNotContain("hunter2");
        assertThat(result.findings())
                .singleElement()
                .asString()
                .contains(":3: ", "clear text")
                .doesNotContain("hunter2");
    }

    private static String broker(String url, String security) {
        return "  broker: { url: \"" + url + "\", user: u, password: env:P"
                + (security.isEmpty() ? "" : ", security: " + security) + " }\n";
    }

    private String findings(String yaml, Map<String, String> environment) throws IOException {
        return read(yaml, environment).findings().stream()
                .map(finding -> finding.toString().replace(home.toString(), "HOME"))
                .collect(Collectors.joining("\n"));
    }

    private Result<BrokerSettings> read(String yaml, Map<String, String> environment) throws IOException {
        Files.writeString(home.resolve("stagepost.yml"), yaml);
        return reader(environment).read();
    }

    private YamlBrokerSettingsReader reader(Map<String, String> environment) {
        return new YamlBrokerSettingsReader(home.resolve("stagepost.yml"), environment);
    }
}
