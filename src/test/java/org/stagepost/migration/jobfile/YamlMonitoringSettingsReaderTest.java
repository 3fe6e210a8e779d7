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
import org.stagepost.migration.MonitoringSettings;
import org.stagepost.migration.WebhookSettings;

class YamlMonitoringSettingsReaderTest {
    private final Path home;

    YamlMonitoringSettingsReaderTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void readsPortAndWebhookBesideADatabase() throws IOException {
        Files.writeString(home.resolve("ca.pem"), "");
        MonitoringSettings settings = read("""
                stagepost:
                  datasource: { url: "jdbc:postgresql://db.example.test/stagepost", username: stagepost }
                  metrics: { port: 9464 }
                  webhook:
                    url: https://hooks.example.test/stagepost?key=canary
                    secret: env:WEBHOOK_SECRET
                    caFile: ca.pem
                """).value().orElseThrow();

        assertThat(settings.metricsPort()).isEqualTo(9464);
        WebhookSettings webhook = settings.webhooks().get(0);
        assertThat(webhook.url()).hasToString("https://hooks.example.test/stagepost?key=canary");
        assertThat(webhook.secret()).hasToString("env:WEBHOOK_SECRET");
        assertThat(webhook.caFile()).isEqualTo(home.resolve("ca.pem").toString());
        assertThat(settings.toString()).doesNotContain("canary");
    }

    @Test
    void nothingIsWatchedUnlessItIsAskedFor() throws IOException {
        assertThat(read("# later\n").value()).contains(MonitoringSettings.NONE);
        assertThat(read("stagepost: { }\n").value()).contains(MonitoringSettings.NONE);
        Files.delete(home.resolve("stagepost.yml"));
        assertThat(reader().read().value()).contains(MonitoringSettings.NONE);
    }

    @Test
    void everyFaultIsToldAtOnceAndNoAddressShown() throws IOException {
        assertThat(findings("""
                stagepost:
                  metrics: { port: 70000, host: 0.0.0.0 }
                  webhook:
                    url: https://me:canary@hooks.example.test/
                    secret: canary
                    caFile: missing.pem
                    retries: 3
                stagepost.metrics.port: 9464
                """)).isEqualTo("""
                HOME/stagepost.yml:2: stagepost.metrics.port: "70000" is not a port (write a number from 1 to 65535)
                HOME/stagepost.yml:2: stagepost.metrics.host: unknown key (known: port)
                HOME/stagepost.yml:4: stagepost.webhook.url: is no web address (write https://HOST/PATH, without a login or a # in it)
                HOME/stagepost.yml:5: stagepost.webhook.secret: does not say where the secret is (write env:NAME or file:PATH)
                HOME/stagepost.yml:6: stagepost.webhook.caFile: "missing.pem" is not a readable file (write the path of a PEM file)
                HOME/stagepost.yml:7: stagepost.webhook.retries: unknown key (known: url, allowPlaintext, secret, caFile)
                HOME/stagepost.yml:8: stagepost.metrics.port: is several keys in one (write port: below metrics: below stagepost:)""");
    }

    @Test
    void plaintextLeavesThisMachineOnlyWhereThatIsAllowed() throws IOException {
        assertThat(findings("stagepost: { webhook: { url: \"http://hooks.example.test/\" } }\n"))
                .contains("url: anybody on the way can read and change what is sent over http");
        assertThat(findings("stagepost: { webhook: { url: \"http://127.0.0.1:8080/\" } }\n"))
                .isEmpty();
        assertThat(findings("stagepost: { webhook: { url: \"http://hooks.example.test/\", allowPlaintext: true } }\n"))
                .isEmpty();
    }

    @Test
    void whoeverOpensTheStoreIsToldOfTheseFaults() throws IOException {
        Files.writeString(home.resolve("stagepost.yml"), "stagepost: { metrics: { } }\n");

        assertThat(new YamlStoreSettingsReader(home.resolve("stagepost.yml"), Map.of())
                        .read()
                        .findings())
                .singleElement()
                .asString()
                .contains("stagepost.metrics.port: is missing");
    }

    private String findings(String yaml) throws IOException {
        return read(yaml).findings().stream()
                .map(finding -> finding.toString().replace(home.toString(), "HOME"))
                .collect(Collectors.joining("\n"));
    }

    private Result<MonitoringSettings> read(String yaml) throws IOException {
        Files.writeString(home.resolve("stagepost.yml"), yaml);
        return reader().read();
    }

    private YamlMonitoringSettingsReader reader() {
        return new YamlMonitoringSettingsReader(home.resolve("stagepost.yml"));
    }
}
