package org.stagepost.migration.jobfile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.stagepost.model.Finding;
import org.stagepost.model.Nearest;

/** Where a key of an endpoint belongs that was written without its group: {@code oauth.tenant} is login.oauth.tenant. */
final class EndpointKeys {
    /** In groups; of those that end alike, the first is meant. */
    static final List<String> NESTED = List.of(
            "login.as",
            "login.user",
            "login.password",
            "login.style",
            "login.mechanism",
            "login.separator",
            "login.mailboxNaming",
            "login.oauth.grant",
            "login.oauth.tokenUrl",
            "login.oauth.tenant",
            "login.oauth.deviceUrl",
            "login.oauth.clientId",
            "login.oauth.clientSecret",
            "login.oauth.certificate",
            "login.oauth.key",
            "login.oauth.scope",
            "login.oauth.refreshToken",
            "proxy.kind",
            "proxy.host",
            "proxy.port",
            "proxy.user",
            "proxy.password");

    private static final Map<String, String> BY_ENDING = byEnding();

    private final Set<String> typed;

    /** @param typed the keys, with their groups before them */
    EndpointKeys(Set<String> typed) {
        this.typed = typed;
    }

    private static Map<String, String> byEnding() {
        Map<String, String> endings = new LinkedHashMap<>();
        for (String key : NESTED) {
            endings.put(key, key);
            for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
                endings.putIfAbsent(key.substring(dot + 1), key);
            }
        }
        return endings;
    }

    /** The same finding, or one for each key that was typed in a group that is none. */
    Stream<Finding> explained(Finding finding) {
        if (!finding.message().equals(YamlMap.UNKNOWN_KEY) || finding.remedy().startsWith("did you mean")) {
            return Stream.of(finding);
        }
        List<String> meant = typed.stream()
                .filter(key -> key.equals(finding.where()) || key.startsWith(finding.where() + "."))
                .sorted()
                .toList();
        return meant.isEmpty() ? Stream.of(finding) : meant.stream().map(key -> explained(finding, key));
    }

    private static Finding explained(Finding finding, String key) {
        String remedy =
                belonging(key).map(full -> "did you mean \"" + full + "\"?").orElse(finding.remedy());
        return new Finding(finding.severity(), finding.file(), finding.line(), key, finding.message(), remedy);
    }

    private static Optional<String> belonging(String key) {
        return Nearest.to(key, BY_ENDING.keySet())
                .or(() -> Nearest.to(key.substring(key.lastIndexOf('.') + 1), BY_ENDING.keySet()))
                .map(BY_ENDING::get);
    }
}
