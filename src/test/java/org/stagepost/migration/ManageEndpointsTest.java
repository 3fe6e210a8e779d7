package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.ProbeRequest;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Security;
import org.stagepost.endpoint.TokenGrant;
import org.stagepost.testing.MemoryEndpoints;

class ManageEndpointsTest {
    private static final Endpoint TYPED = with("typed");
    private static final Endpoint RENEWED = with("renewed");

    private final MemoryEndpoints stored = new MemoryEndpoints();

    private static Endpoint with(String secret) {
        return Endpoint.at("old-mail", EndpointKind.IMAP, "mail.example.test", 993, Protection.of(Security.TLS, ""))
                .withLogin(Login.admin(LoginStyle.MASTER_USER, "master", SecretReference.literal(Secret.of(secret))));
    }

    private ManageEndpoints testing(boolean passes) {
        return new ManageEndpoints(stored, new EndpointProbe() {
            @Override
            public List<ProbeStage> probe(Endpoint endpoint, ProbeRequest request) {
                return List.of(
                        passes
                                ? ProbeStage.passed("token", Duration.ZERO, "")
                                : ProbeStage.failed("token", Duration.ZERO, "", "", ""));
            }

            @Override
            public Endpoint renewed(Endpoint tested) {
                return RENEWED;
            }
        });
    }

    @Test
    void whatTheTestReplacedIsStoredInItsNewForm() {
        testing(true).create(TYPED, new ProbeRequest("", false));

        assertThat(stored.find("old-mail")).containsSame(RENEWED);
    }

    @Test
    void whatFailsIsNotStored() {
        testing(false).create(TYPED, new ProbeRequest("", false));

        assertThat(stored.find("old-mail")).isEmpty();
    }

    @Test
    void aRefreshTokenThatAFailedTestReplacedIsKept() {
        assertThat(testing(false).keepRefreshToken(TYPED)).isEmpty();

        Endpoint typed = withToken("one");
        ManageEndpoints replacing = new ManageEndpoints(stored, new EndpointProbe() {
            @Override
            public List<ProbeStage> probe(Endpoint endpoint, ProbeRequest request) {
                return List.of(ProbeStage.failed("login", Duration.ZERO, "", "", ""));
            }

            @Override
            public Endpoint renewed(Endpoint tested) {
                return withToken("two");
            }
        });

        assertThat(replacing.keepRefreshToken(typed)).hasValue("store:kept of old-mail");
        assertThat(replacing.keepRefreshToken(withToken("two"))).isEmpty();
    }

    private static Endpoint withToken(String token) {
        TokenGrant none = TokenGrant.none();
        TokenGrant grant = none.with(none.clientSecret(), none.key(), SecretReference.literal(Secret.of(token)));
        return TYPED.withLogin(TYPED.login().withOauth(grant));
    }
}
