package org.stagepost.migration.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.migration.JobFileReader;
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

    private static JobFileReader.Result<Endpoint> read(Map<String, String> settings) {
        return new YamlJobFileReader(new MemoryEndpoints()).endpoint("endpoint create", settings);
    }
}
