package org.stagepost.oauth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.stagepost.credential.Secret;

/** What is asked of a token server (RFC 6749 appendix B). Holds secrets, and never prints them. */
final class Form {
    private final Map<String, Secret> fields = new LinkedHashMap<>();
    private final List<Secret> secrets = new ArrayList<>();

    /** An empty value is left out. */
    Form with(String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, Secret.of(value));
        }
        return this;
    }

    /** An empty secret is left out. */
    Form with(String name, Secret secret) {
        if (!secret.isEmpty()) {
            fields.put(name, secret);
            secrets.add(secret);
        }
        return this;
    }

    String encoded() {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** The text without the secrets of this form, should a server repeat them. */
    String withoutSecrets(String text) {
        String result = text;
        for (Secret secret : secrets) {
            result = result.replace(secret.reveal(), "***").replace(encoded(secret), "***");
        }
        return result;
    }

    private static String encoded(Secret secret) {
        return URLEncoder.encode(secret.reveal(), StandardCharsets.UTF_8);
    }
}
