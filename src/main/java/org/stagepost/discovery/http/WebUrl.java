package org.stagepost.discovery.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.stagepost.discovery.HostName;

/**
 * A URL that may be asked.
 *
 * @param host lower case, without brackets
 * @param target path and query as they stand in the request line: ASCII without blanks
 */
record WebUrl(boolean isHttps, String host, int port, String target) {
    private static final int LONGEST = 2_000;

    /** Empty for other schemes, for a user name in it, and for anything out of shape. */
    static Optional<WebUrl> parse(String text) {
        try {
            return of(new URI(text.strip()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** What a Location header means here (RFC 9110 §10.2.2). */
    Optional<WebUrl> resolve(String location) {
        if (location.isBlank()) {
            return Optional.empty();
        }
        try {
            return of(new URI(toString()).resolve(new URI(location.strip())));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    static WebUrl https(String host, String target) {
        return new WebUrl(true, host, 443, target);
    }

    private static Optional<WebUrl> of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean https = scheme.equals("https");
        boolean isWeb = https || scheme.equals("http");
        if (!isWeb || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getPort() > 65_535) {
            return Optional.empty();
        }
        URI ascii = URI.create(uri.toASCIIString());
        String path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        String target = ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
        int port = uri.getPort() > 0 ? uri.getPort() : https ? 443 : 80;
        if (target.length() > LONGEST) {
            return Optional.empty();
        }
        return HostName.of(withoutBrackets(uri.getHost())).map(host -> new WebUrl(https, host, port, target));
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** For the Host header: the port only when it is not the usual one. */
    String authority() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return port == (isHttps ? 443 : 80) ? name : name + ":" + port;
    }

    @Override
    public String toString() {
        return (isHttps ? "https://" : "http://") + authority() + target;
    }
}
