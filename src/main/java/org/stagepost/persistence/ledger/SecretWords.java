package org.stagepost.persistence.ledger;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose secret it is that is stored under a name, for messages. */
final class SecretWords {
    private static final Pattern OF_AN_ENDPOINT = Pattern.compile("endpoint/([^/]+)(?:/(.+))?");
    private static final Pattern OF_A_ROW = Pattern.compile("([^/]+)/(.+)/((?:Target)?Password)");
    private static final Map<String, String> KINDS = Map.of(
            "client-secret", "client secret",
            "key", "key",
            "refresh-token", "refresh token",
            "next-refresh-token", "kept refresh token",
            "proxy", "proxy password");

    private SecretWords() {}

    static String of(String name) {
        Matcher endpoint = OF_AN_ENDPOINT.matcher(name);
        if (endpoint.matches()) {
            String kind =
                    endpoint.group(2) == null ? "password" : KINDS.getOrDefault(endpoint.group(2), endpoint.group(2));
            return "the %s of endpoint '%s'".formatted(kind, endpoint.group(1));
        }
        Matcher row = OF_A_ROW.matcher(name);
        return row.matches()
                ? "the %s of %s in batch '%s'".formatted(row.group(3), row.group(2), row.group(1))
                : "the secret '" + name + "'";
    }
}
