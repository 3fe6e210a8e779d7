package org.stagepost.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Mechanism;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Proxy;
import org.stagepost.endpoint.Security;
import org.stagepost.testing.CertificateAuthority;
import org.stagepost.testing.CertificateAuthority.Issued;
import org.stagepost.testing.ProxyServer;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

@RequiresServer("slapd")
class SlapdLoginTest {
    private static final String BASE = "ou=Migration,dc=ad,dc=example,dc=test";
    private static final String MIGRATOR = "cn=svc-migrate,dc=ad,dc=example,dc=test";
    private static final String READER = "cn=postfix-reader,dc=ad,dc=example,dc=test";

    private static RealServer slapd;
    private static Issued client;

    @BeforeAll
    static void start(@TempDir Path folder) {
        CertificateAuthority authority = new CertificateAuthority(folder, "Clients-CA");
        client = authority.issue("svc-migrate");
        slapd = RealServer.start("slapd", Map.of("CLIENTS_CA", authority.pem().toString()));
    }

    @AfterAll
    static void stop() {
        slapd.close();
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO,          'cn=svc-migrate,dc=ad,dc=example,dc=test', TLS",
        "PLAIN,         svc-migrate, STARTTLS",
        "SCRAM_SHA_256, svc-migrate, TLS",
        "SCRAM_SHA_256, svc-migrate, NONE"
    })
    void passwordsProveByEachMechanism(Mechanism mechanism, String user, Security security) {
        List<ProbeStage> right = probe(security, login(user, mechanism), "svcpw");
        List<ProbeStage> wrong = probe(security, login(user, mechanism), "wrong-canary");

        assertThat(last(right).name()).as(right.toString()).isEqualTo("rights");
        assertThat(last(right).detail()).startsWith("may write targetAddress; not msExchRecipientTypeDetails");
        assertThat(last(wrong).name()).as(wrong.toString()).isEqualTo("bind");
        assertThat(last(wrong).cause()).contains("user name or the password is wrong");
        assertThat(wrong.toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @EnumSource(
            value = Security.class,
            names = {"TLS", "STARTTLS"})
    void theClientCertificateProvesWithoutPassword(Security security) {
        List<ProbeStage> stages = probe(security, login("", Mechanism.EXTERNAL), "");

        assertThat(last(stages).detail()).as(stages.toString()).startsWith("may write targetAddress");
    }

    @Test
    void rightsAreToldAndNothingIsWritten() throws IOException {
        ProbeStage rights = last(probe(Security.TLS, login(READER, Mechanism.AUTO), "svcpw"));

        assertThat(rights.name()).isEqualTo("rights");
        assertThat(rights.passed()).isFalse();
        assertThat(rights.detail()).contains("may not write targetAddress", "cn=User 01");
        assertThat(rights.remedy()).contains("targetAddress");
        assertThat(last(probe(Security.TLS, login("cn=admin,dc=ad,dc=example,dc=test", Mechanism.AUTO), "admin"))
                        .detail())
                .isEqualTo(
                        "may write targetAddress, msExchRecipientTypeDetails, msExchRecipientDisplayType, proxyAddresses,"
                                + " msExchMailboxGuid");
        Path audit = slapd.folder().resolve("audit.ldif");
        assertThat(Files.exists(audit) ? Files.readString(audit) : "").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Proxy.Kind.class)
    void aDirectoryOpensThroughAProxy(Proxy.Kind kind) {
        try (ProxyServer proxy = ProxyServer.open(kind, slapd.port() + 1)) {
            Endpoint endpoint = endpoint(Security.TLS, login(MIGRATOR, Mechanism.AUTO))
                    .withProxy(new Proxy(kind, "127.0.0.1", proxy.port(), "", SecretReference.none()));

            new LdapDirectoryConnector().open(endpoint, Secret.of("svcpw")).close();

            assertThat(proxy.asked()).contains("localhost:" + endpoint.port());
        }
    }

    private static Login login(String user, Mechanism mechanism) {
        return Login.admin(LoginStyle.PLAIN, user, SecretReference.none()).withMechanism(mechanism);
    }

    private static List<ProbeStage> probe(Security security, Login login, String password) {
        return new LdapDirectoryConnector().probe(endpoint(security, login), Secret.of(password));
    }

    private static Endpoint endpoint(Security security, Login login) {
        boolean external = login.mechanism() == Mechanism.EXTERNAL;
        Protection protection = new Protection(
                security,
                security == Security.NONE,
                slapd.folder().resolve("tls/ca.pem").toString(),
                "",
                false,
                external ? client.certificate().toString() : "",
                external ? client.keyFile().toString() : "");
        int port = slapd.port() + (security == Security.TLS ? 1 : 0);
        return Endpoint.at("people", EndpointKind.LDAP, "localhost", port, protection)
                .withLogin(login)
                .withBaseDn(BASE);
    }

    private static ProbeStage last(List<ProbeStage> stages) {
        return stages.get(stages.size() - 1);
    }
}
