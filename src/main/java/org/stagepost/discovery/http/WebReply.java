package org.stagepost.discovery.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An answer.
 *
 * @param headers by name in lower case
 */
record WebReply(int status, Map<String, List<String>> headers, byte[] body) {
    WebReply {
        headers = Map.copyOf(headers);
    }

    /** 301, 302, 303, 307 and 308 (RFC 9110 §15.4). */
    boolean isRedirection() {
        return status >= 301 && status <= 308 && status != 304 && status != 305 && status != 306;
    }

    /** Empty when there is none, or several. */
    Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** RFC 9110 §11.6.1: the way of logging in that this client knows. */
    boolean offersBasic() {
        return headers.getOrDefault("www-authenticate", List.of()).stream()
                .anyMatch(offer -> offer.toLowerCase(Locale.ROOT).contains("basic"));
    }

    /** A site that wants a login says how (RFC 9110 §15.5.2). */
    boolean wantsLogin() {
        return status == 401 && headers.containsKey("www-authenticate");
    }
}
