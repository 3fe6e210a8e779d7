package org.stagepost.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginAs;
import org.stagepost.endpoint.LoginStyle;

/**
 * An endpoint as commands show it: the words of a job file, and where the password is instead of the password.
 *
 * @param compression empty where the kind has none
 * @param password a reference: {@code env:NAME}, {@code file:PATH}, {@code store:NAME}, {@code prompt} or {@code none}
 */
record EndpointLine(
        String name,
        String kind,
        String host,
        int port,
        String security,
        boolean allowPlaintext,
        String caFile,
        String compression,
        LoginLine login,
        String baseDn,
        String from,
        int maxConcurrentMigrations,
        int maxConcurrentIncrementalSyncs) {
    /** Who logs in; see {@link Login}. */
    record LoginLine(String as, String user, String password, String style, String separator, String mailboxNaming) {
        private static LoginLine of(Login login) {
            return new LoginLine(
                    word(login.as()),
                    login.user(),
                    String.valueOf(login.password()),
                    word(login.style()),
                    login.separator(),
                    word(login.mailboxNaming()));
        }
    }

    static EndpointLine of(Endpoint endpoint) {
        return new EndpointLine(
                endpoint.name(),
                word(endpoint.kind()),
                endpoint.host(),
                endpoint.port(),
                word(endpoint.security()),
                endpoint.allowPlaintext(),
                endpoint.caFile(),
                endpoint.kind() == EndpointKind.IMAP ? word(endpoint.compression()) : "",
                LoginLine.of(endpoint.login()),
                endpoint.baseDn(),
                endpoint.from(),
                endpoint.maxConcurrentMigrations(),
                endpoint.maxConcurrentIncrementalSyncs());
    }

    /** As a job file would hold them; what is empty or does not apply is left out. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("name", name);
        settings.put("kind", kind);
        settings.put("host", host);
        settings.put("port", String.valueOf(port));
        settings.put("security", security);
        settings.put("allowPlaintext", allowPlaintext ? "true" : "");
        settings.put("caFile", caFile);
        settings.put("compression", compression);
        settings.put("login.as", login.as());
        if (login.as().equals(word(LoginAs.ADMIN))) {
            settings.put("login.user", login.user());
            settings.put("login.password", login.password());
            settings.put("login.style", login.style());
            settings.put(
                    "login.separator", login.style().equals(word(LoginStyle.MASTER_USER)) ? login.separator() : "");
            settings.put("login.mailboxNaming", login.mailboxNaming());
        }
        settings.put("baseDn", baseDn);
        settings.put("from", from);
        settings.put("maxConcurrentMigrations", String.valueOf(maxConcurrentMigrations));
        settings.put("maxConcurrentIncrementalSyncs", String.valueOf(maxConcurrentIncrementalSyncs));
        settings.values().removeIf(String::isEmpty);
        return settings;
    }

    /** {@code MASTER_USER} is {@code master-user} in a job file. */
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
