package org.stagepost.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretResolver;
import org.stagepost.credential.SecretStore;
import org.stagepost.credential.local.ReferenceResolver;
import org.stagepost.directory.ldap.LdapDirectoryConnector;
import org.stagepost.directory.sieve.ManageSieveConnector;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.ProbeRequest;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Security;
import org.stagepost.endpoint.TokenGrant;
import org.stagepost.imap.ImapMailboxConnector;
import org.stagepost.migration.MailboxLogins;
import org.stagepost.oauth.HttpTokens;

/** What is wrong on this side is found before any server is asked: nothing listens where these endpoints are. */
class EndpointProbesTest {
    private final SecretResolver secrets = new ReferenceResolver(
            Map.of("KEY", "any"),
            Path.of(""),
            purpose -> {
                throw new AssertionError("asked for " + purpose);
            },
            new NoStore());
    private final HttpTokens tokens = new HttpTokens(
            secrets,
            new NoStore(),
            (address, code, until) -> {
                throw new AssertionError("nobody signs in here");
            },
            Clock.systemUTC());
    private final EndpointProbes probes = new EndpointProbes(
            new ImapMailboxConnector(),
            new LdapDirectoryConnector(),
            new ManageSieveConnector(Connections.plain()),
            new MailboxLogins(secrets, tokens),
            secrets,
            Connections.plain(),
            tokens);

    @Test
    void aClientSecretThatIsNotSet() {
        ProbeStage only = onlyStage(withGrant(EndpointKind.IMAP, "env:NIX", "", ""));

        assertThat(only.name()).isEqualTo("secret");
        assertThat(only.detail())
                .isEqualTo("client secret of application app-1: env:NIX: the environment variable is not set");
        assertThat(only.remedy()).contains("Set the variable");
    }

    @Test
    void aMailRelaysClientSecretThatIsNotSet() {
        assertThat(onlyStage(withGrant(EndpointKind.SMTP, "env:NIX", "", "")).name())
                .isEqualTo("secret");
    }

    @Test
    void aKeyAndACertificateThatAreNotThereAreNamedTogether(@TempDir Path folder) {
        Path absent = folder.resolve("app.pem");

        ProbeStage only =
                onlyStage(withGrant(EndpointKind.IMAP, "", absent.toString(), "file:" + folder.resolve("app.key")));

        assertThat(only.name()).isEqualTo("secret");
        assertThat(only.detail()).contains("app.key: there is no such file").contains(absent + ": there is no such");
    }

    @ParameterizedTest
    @EnumSource
    void aCaFileThatIsNoPem(EndpointKind kind, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), "no PEM");

        ProbeStage only =
                onlyStage(Endpoint.at("new-mail", kind, "127.0.0.1", 1, Protection.of(Security.TLS, file.toString())));

        assertThat(only.name()).isEqualTo("settings");
        assertThat(only.detail()).contains("cannot read caFile " + file);
        assertThat(only.remedy()).isEqualTo("Set caFile to a PEM file with the certificate of the issuing CA.");
    }

    private ProbeStage onlyStage(Endpoint endpoint) {
        List<ProbeStage> stages = probes.probe(endpoint, new ProbeRequest("ann@example.test", false));

        assertThat(stages).hasSize(1);
        assertThat(stages.get(0).passed()).isFalse();
        return stages.get(0);
    }

    private static Endpoint withGrant(EndpointKind kind, String clientSecret, String certificate, String key) {
        TokenGrant grant = new TokenGrant(
                TokenGrant.Kind.CLIENT_CREDENTIALS,
                "https://login.example.test/token",
                "",
                "app-1",
                SecretReference.parse(clientSecret),
                certificate,
                SecretReference.parse(key),
                "",
                SecretReference.none());
        return Endpoint.at("new-mail", kind, "127.0.0.1", 1, Protection.of(Security.TLS, ""))
                .withLogin(Login.admin(LoginStyle.TOKEN, "", SecretReference.none())
                        .withOauth(grant));
    }

    /** Nothing is stored here. */
    private static final class NoStore implements SecretStore {
        @Override
        public Optional<Secret> find(String name) {
            return Optional.empty();
        }

        @Override
        public void put(String name, Secret secret) {
            throw new AssertionError("stored " + name);
        }

        @Override
        public void remove(String name) {
            throw new AssertionError("removed " + name);
        }
    }
}
