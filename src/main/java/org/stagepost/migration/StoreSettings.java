package org.stagepost.migration;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.stagepost.credential.SecretReference;

/**
 * Which PostgreSQL database is the store, and who logs in.
 *
 * @param url {@code jdbc:postgresql://HOST:PORT/DATABASE}, maybe with settings of the driver; it holds no login
 * @param caFile empty where the certificates that Java trusts are enough
 */
public record StoreSettings(String url, String user, SecretReference password, String caFile) {
    private static final Pattern URL =
            Pattern.compile("jdbc:postgresql://([^/?@&\\s]+)/([^/?@&\\s]+)(\\?[^?\\s]*)?", Pattern.CASE_INSENSITIVE);
    /** Settings of the driver that are, or hold, a login. */
    private static final List<String> LOGINS = List.of("user", "password", "sslpassword", "pguser", "pgpassword");
    /** What {@code sslmode} may be in the address (PostgreSQL's manual, 34.19). */
    public static final List<String> SSL_MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    public StoreSettings {
        if (!isUrl(url) || namesLogin(url)) {
            throw new IllegalArgumentException("no address of a PostgreSQL database without login");
        }
    }

    public static boolean isUrl(String text) {
        return URL.matcher(text).matches();
    }

    /** Also a user or password before the host, which makes it no valid address. */
    public static boolean namesLogin(String text) {
        Matcher url = URL.matcher(text);
        String settings = url.matches() && url.group(3) != null ? url.group(3).substring(1) : "";
        return text.contains("@") && !text.contains("?") || keys(settings).anyMatch(LOGINS::contains);
    }

    /** False when the address asks for a TLS mode that there is not. */
    public static boolean hasKnownSslMode(String text) {
        Matcher url = URL.matcher(text);
        String settings = url.matches() && url.group(3) != null ? url.group(3).substring(1) : "";
        return Pattern.compile("&")
                .splitAsStream(settings)
                .map(setting -> setting.split("=", 2))
                .filter(setting -> setting[0].equalsIgnoreCase("sslmode"))
                .allMatch(setting -> setting.length == 2 && SSL_MODES.contains(setting[1]));
    }

    private static Stream<String> keys(String settings) {
        return Pattern.compile("&")
                .splitAsStream(settings)
                .map(setting -> setting.split("=", 2)[0].toLowerCase(Locale.ROOT));
    }

    /** True when the address itself has a value for this setting of the driver. */
    public boolean sets(String name) {
        return keys(part(3)).anyMatch(name.toLowerCase(Locale.ROOT)::equals);
    }

    /** One or several, each with its port if the address names it. */
    public String hosts() {
        return part(1);
    }

    /** {@code database stagepost at db.example.test:5432}, for messages. */
    public String place() {
        return "database " + part(2) + " at " + hosts();
    }

    /** True when no line leaves this machine. */
    public boolean isLocal() {
        return Pattern.compile(",")
                .splitAsStream(hosts())
                .allMatch(host -> host.matches("(?i)(localhost|127(\\.\\d+){3}|\\[::1\\])(:\\d+)?"));
    }

    private String part(int group) {
        Matcher matcher = URL.matcher(url);
        String part = matcher.matches() ? matcher.group(group) : "";
        return part == null ? "" : group == 3 ? part.substring(1) : part;
    }
}
