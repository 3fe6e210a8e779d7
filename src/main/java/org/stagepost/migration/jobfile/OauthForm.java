package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stagepost.credential.SecretReference;
import org.stagepost.endpoint.TokenGrant;
import org.stagepost.endpoint.TokenGrant.Kind;
import org.stagepost.migration.input.Fault;

/** Reads a login's {@code oauth}: where access tokens come from. */
final class OauthForm {
    private static final Shape<Kind> GRANT = Shape.word("a grant", Kind.class);
    /** Of a grant, the keys that it has to have; a client's secret and its certificate stand for each other. */
    private static final Map<Kind, List<String>> REQUIRED = Map.of(
            Kind.CLIENT_CREDENTIALS, List.of("tokenUrl", "clientId"),
            Kind.REFRESH_TOKEN, List.of("tokenUrl", "clientId", "refreshToken"),
            Kind.DEVICE_CODE, List.of("tokenUrl", "clientId", "deviceUrl"),
            Kind.SERVICE_ACCOUNT, List.of("key", "scope"));

    private static final Map<Kind, List<String>> REFUSED = Map.of(
            Kind.CLIENT_CREDENTIALS, List.of("refreshToken"),
            Kind.REFRESH_TOKEN, List.of(),
            Kind.DEVICE_CODE, List.of("refreshToken"),
            Kind.SERVICE_ACCOUNT, List.of("refreshToken", "deviceUrl", "clientId", "clientSecret", "certificate"));

    private static final String TENANT = "{tenant}";

    private final YamlMap oauth;
    private final Path folder;

    /** @param folder where relative paths begin */
    OauthForm(YamlMap oauth, Path folder) {
        this.oauth = oauth;
        this.folder = folder;
    }

    /** Empty when something was reported. */
    Optional<TokenGrant> read() {
        Optional<Kind> grant = oauth.require("grant", GRANT);
        grant.ifPresent(this::checkKeys);
        String tenant = tenant();
        String tokenUrl = oauth.get("tokenUrl", url(tenant), "");
        String deviceUrl = oauth.get("deviceUrl", url(tenant), "");
        String clientId = oauth.get("clientId", Shapes.TEXT, "");
        SecretReference clientSecret = SecretKey.read(oauth, "clientSecret", folder);
        String certificate = oauth.get("certificate", Shapes.existingFile(folder))
                .map(Path::toString)
                .orElse("");
        SecretReference key = SecretKey.read(oauth, "key", folder);
        String scope = oauth.get("scope", Shapes.TEXT, "");
        SecretReference refreshToken = SecretKey.read(oauth, "refreshToken", folder);
        oauth.rejectUnknownKeys();
        return oauth.isSound()
                ? Optional.of(new TokenGrant(
                        grant.orElseThrow(),
                        tokenUrl,
                        deviceUrl,
                        clientId,
                        clientSecret,
                        certificate,
                        key,
                        scope,
                        refreshToken))
                : Optional.empty();
    }

    /** The part of an address that stands for an organisation; of use only where the address has a place for it. */
    private String tenant() {
        boolean hasPlace = oauth.get("tokenUrl", Shapes.TEXT, "").contains(TENANT);
        if (hasPlace) {
            oauth.requireKey("tenant", "write the directory's id or one of its domains");
        }
        String tenant = oauth.get("tenant", Shapes.TENANT, "common");
        if (!hasPlace) {
            oauth.find("tenant")
                    .ifPresent(value -> value.fault(new Fault(
                            "tokenUrl has no place for it, written " + TENANT,
                            "write it into tokenUrl, or remove tenant")));
        }
        return tenant;
    }

    private static Shape<String> url(String tenant) {
        return new Shape<>(
                text -> Shapes.TOKEN_URL.read().apply(text.replace(TENANT, tenant)), Shapes.TOKEN_URL.complaint());
    }

    private void checkKeys(Kind grant) {
        REQUIRED.getOrDefault(grant, List.of()).forEach(key -> oauth.requireKey(key, "the grant needs it"));
        REFUSED.getOrDefault(grant, List.of())
                .forEach(key -> oauth.refuse(key, "the grant " + Shape.word(grant) + " has none"));
        if (grant == Kind.SERVICE_ACCOUNT) {
            return;
        }
        if (oauth.has("clientSecret") && oauth.has("certificate")) {
            oauth.fault("clientSecret", new Fault("a certificate stands for a secret", "remove one of them"));
        }
        if (oauth.has("certificate") != oauth.has("key")) {
            oauth.fault(
                    oauth.has("key") ? "key" : "certificate",
                    new Fault("one of certificate and key is missing", "write both, or clientSecret"));
        }
        if (grant == Kind.CLIENT_CREDENTIALS && !oauth.has("clientSecret") && !oauth.has("certificate")) {
            oauth.requireKey("clientSecret", "write it, or certificate and key");
        }
    }
}
