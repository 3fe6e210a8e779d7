package org.stagepost.migration.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.migration.JobFileReader;
import org.stagepost.model.Finding;
import org.stagepost.testing.MemoryEndpoints;

/** Settings given one by one obey the rules of a job file. */
class EndpointSettingsTest {
    @Test
    void dottedKeysReachTheLogin() {
        Endpoint endpoint = read(Map.of(
                        "name", "old",
                        "kind", "imap",
                        "host", "mail.example.test",
                        "maxConcurrentMigrations", "5",
                        "login.user", "root",
                        "login.password", "file:secret.txt",
                        "login.style", "authzid"))
                .value()
                .orElseThrow();

        assertThat(endpoint.address()).isEqualTo("imap://mail.example.test:993");
        assertThat(endpoint.limits().incrementalSyncs()).isEqualTo(5);
        assertThat(endpoint.login().style()).isEqualTo(LoginStyle.AUTHZID);
        assertThat(endpoint.login().password())
                .hasToString("file:" + Path.of("secret.txt").toAbsolutePath());
    }

    @Test
    void faultsNameTheKey() {
        var result = read(Map.of(
                "name",
                "old",
                "kind",
                "imap",
                "hots",
                "h",
                "port",
                "x",
                "login.pasword",
                "hunter2-canary",
                "login.as.deep",
                "1",
                "caFile",
                ""));

        assertThat(result.value()).isEmpty();
        assertThat(result.findings())
                .extracting(Object::toString)
                .containsExactly(
                        "endpoint create: host: is missing (write a host name or an IP address, without port)",
                        "endpoint create: port: \"x\" is not a port (write a number from 1 to 65535)",
                        "endpoint create: caFile: has no value (write one, or remove the key)",
                        "endpoint create: login.as: is no single value (write key: value in one line)",
                        "endpoint create: login.pasword: unknown key (did you mean \"password\"?)",
                        "endpoint create: hots: unknown key (did you mean \"host\"?)");
    }

    @Test
    void aGroupIsNoSingleValue() {
        var result = read(Map.of("name", "a", "kind", "imap", "host", "h", "login", "root", "login.user", "root"));

        assertThat(result.findings())
                .extracting(Object::toString)
                .contains("endpoint create: login: is a group of settings (write login.KEY=…)");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4:993, write host 1.2.3.4 and port 993 apart",
        "[::1]:993, write host ::1 and port 993 apart",
        "mail.contoso.test:993, write host mail.contoso.test and port 993 apart",
        "mail contoso, 'write a host name or an IP address, without port'",
    })
    void aHostHasNoPort(String host, String remedy) {
        assertThat(read(Map.of("name", "old", "kind", "imap", "host", host)).findings())
                .extracting(Object::toString)
                .containsExactly("endpoint create: host: \"" + host + "\" is not a host (" + remedy + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4", "::1", "2001:db8::7", "::ffff:1.2.3.4", "mail.contoso.test", "mail"})
    void aHostIsANameOrAnAddress(String host) {
        assertThat(read(Map.of("name", "old", "kind", "imap", "host", host)).value())
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "oauth.tenant, login.oauth.tenant",
        "tenant, login.oauth.tenant",
        "login.tenant, login.oauth.tenant",
        "oauth.clientid, login.oauth.clientId",
        "user, login.user",
        "mailboxNaming, login.mailboxNaming",
    })
    void aKeyWithoutItsGroupIsKnownByItsEnd(String key, String meant) {
        assertThat(read(Map.of("name", "old", "kind", "imap", "host", "h", key, "x"))
                        .findings())
                .extracting(Object::toString)
                .contains("endpoint create: " + key + ": unknown key (did you mean \"" + meant + "\"?)");
    }

    @Test
    void theKeysInGroupsAreThoseThatAreRead() {
        for (String key : EndpointKeys.NESTED) {
            assertThat(read(Map.of("name", "old", "kind", "imap", "host", "h", key, "x"))
                            .findings())
                    .extracting(Finding::message)
                    .as(key)
                    .doesNotContain("unknown key");
        }
    }

    private static JobFileReader.Result<Endpoint> read(Map<String, String> settings) {
        return new YamlJobFileReader(new MemoryEndpoints()).endpoint("endpoint create", settings);
    }

    @Test
    void wordsOfAListMayBeQuoted() {
        Endpoint endpoint = read(Map.of(
                        "name", "old", "kind", "imap", "host", "h", "excludeFolders", "[\"Projects, old/*\", Junk ]"))
                .required();

        assertThat(endpoint.excludeFolders()).containsExactly("Projects, old/*", "Junk");
    }
}
