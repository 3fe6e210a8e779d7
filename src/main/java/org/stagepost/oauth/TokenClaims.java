package org.stagepost.oauth;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.stagepost.credential.Secret;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a token says of itself, where it is a JWT (RFC 9068; Entra, Keycloak). Read for messages only: nobody here can
 * tell whether it is true.
 *
 * @param audience whom it is for
 * @param roles what an application may do
 * @param scopes what may be done in a user's name
 * @param user whose name that is; empty for an application's own token
 */
record TokenClaims(
        String issuer,
        List<String> audience,
        List<String> roles,
        List<String> scopes,
        String user,
        Optional<Instant> expires) {
    private static final JsonMapper JSON = SecretJson.MAPPER;
    private static final List<String> USER_NAMES = List.of("preferred_username", "upn", "unique_name");

    TokenClaims {
        audience = List.copyOf(audience);
        roles = List.copyOf(roles);
        scopes = List.copyOf(scopes);
    }

    /** Empty when it is none that can be read: Google's are not. */
    static Optional<TokenClaims> of(Secret token) {
        String[] parts = token.reveal().split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
            JsonNode claims = JSON.readTree(new String(payload, StandardCharsets.UTF_8));
            return claims.isObject() ? Optional.of(read(claims)) : Optional.empty();
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }

    private static TokenClaims read(JsonNode claims) {
        String scopes = text(claims, "scp").isEmpty() ? text(claims, "scope") : text(claims, "scp");
        return new TokenClaims(
                text(claims, "iss"),
                texts(claims.path("aud")),
                texts(claims.path("roles")),
                scopes.isEmpty() ? List.of() : List.of(scopes.split(" +")),
                USER_NAMES.stream()
                        .map(name -> text(claims, name))
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElse(""),
                claims.path("exp").isNumber()
                        ? Optional.of(Instant.ofEpochSecond(claims.path("exp").asLong()))
                        : Optional.empty());
    }

    private static String text(JsonNode claims, String name) {
        return TokenRefusals.clean(claims.path(name).asString(""));
    }

    private static List<String> texts(JsonNode value) {
        List<String> all = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(one -> all.add(TokenRefusals.clean(one.asString(""))));
        } else if (value.isString()) {
            all.add(TokenRefusals.clean(value.asString("")));
        }
        return all;
    }

    /** {@code aud https://outlook.office365.com, roles IMAP.AccessAsApp}. */
    String describe() {
        StringJoiner words = new StringJoiner(", ");
        words.add("aud " + listed(audience));
        if (!user.isEmpty()) {
            words.add("user " + user);
        }
        words.add(scopes.isEmpty() ? "roles " + listed(roles) : "scopes " + listed(scopes));
        return words.toString();
    }

    static String listed(List<String> names) {
        return names.isEmpty() ? "none" : String.join(" ", names);
    }
}
