package org.stagepost.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Where secrets may be sent: https, or http to this machine. */
final class TokenUrl {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private TokenUrl() {}

    /** Empty when it is no such address. */
    static Optional<URI> parse(String text) {
        try {
            URI url = new URI(text);
            boolean sound = url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null;
            boolean safe = "https".equals(url.getScheme())
                    || ("http".equals(url.getScheme()) && THIS_MACHINE.contains(url.getHost()));
            return sound && safe ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
