package org.stagepost.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.EndpointLimits;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginAs;
import org.stagepost.endpoint.Mechanism;
import org.stagepost.endpoint.Proxy;
import org.stagepost.endpoint.QuietHours;
import org.stagepost.endpoint.TokenGrant;

/**
 * An endpoint as commands show it: the words of a job file, and where a secret is instead of the secret. A secret's place
 * is a reference: {@code env:NAME}, {@code file:PATH}, {@code store:NAME}, {@code prompt} or {@code none}.
 *
 * @param compression empty where the kind has none
 */
record EndpointLine(
        String name,
        String kind,
        String preset,
        String host,
        int port,
        String security,
        boolean allowPlaintext,
        String caFile,
        String pin,
        boolean legacyTls,
        String clientCertificate,
        String clientKey,
        @Nullable ProxyLine proxy,
        String compression,
        LoginLine login,
        String baseDn,
        String from,
        List<String> excludeFolders,
        List<String> quirks,
        int maxConcurrentMigrations,
        int maxConcurrentIncrementalSyncs,
        int maxConnections,
        int maxMessagesPerSecond,
        long maxBytesPerSecond,
        long maxDownloadPerDay,
        long maxUploadPerDay,
        List<String> quietHours) {
    /** Who logs in; see {@link Login}. */
    record LoginLine(
            String as,
            String user,
            String password,
            String style,
            String mechanism,
            String separator,
            String mailboxNaming,
            @Nullable GrantLine oauth) {
        private static LoginLine of(Login login) {
            return new LoginLine(
                    word(login.as()),
                    login.user(),
                    String.valueOf(login.password()),
                    word(login.style()),
                    word(login.mechanism()),
                    login.style().hasSeparator() ? login.separator() : "",
                    word(login.mailboxNaming()),
                    login.oauth().map(GrantLine::of).orElse(null));
        }

        private void addTo(Map<String, String> settings) {
            settings.put("login.as", as);
            settings.put("login.mechanism", mechanism.equals(word(Mechanism.AUTO)) ? "" : mechanism);
            if (!as.equals(word(LoginAs.ADMIN))) {
                return;
            }
            settings.put("login.user", user);
            settings.put("login.password", secret(password));
            settings.put("login.style", style);
            settings.put("login.separator", separator);
            settings.put("login.mailboxNaming", mailboxNaming);
            if (oauth != null) {
                oauth.addTo(settings);
            }
        }
    }

    /** Where tokens come from; see {@link TokenGrant}. */
    record GrantLine(
            String grant,
            String tokenUrl,
            String deviceUrl,
            String clientId,
            String clientSecret,
            String certificate,
            String key,
            String scope,
            String refreshToken) {
        private static GrantLine of(TokenGrant grant) {
            return new GrantLine(
                    word(grant.kind()),
                    grant.tokenUrl(),
                    grant.deviceUrl(),
                    grant.clientId(),
                    String.valueOf(grant.clientSecret()),
                    grant.certificateFile(),
                    String.valueOf(grant.key()),
                    grant.scope(),
                    String.valueOf(grant.refreshToken()));
        }

        private void addTo(Map<String, String> settings) {
            settings.put("login.oauth.grant", grant);
            settings.put("login.oauth.tokenUrl", tokenUrl);
            settings.put("login.oauth.deviceUrl", deviceUrl);
            settings.put("login.oauth.clientId", clientId);
            settings.put("login.oauth.clientSecret", secret(clientSecret));
            settings.put("login.oauth.certificate", certificate);
            settings.put("login.oauth.key", secret(key));
            settings.put("login.oauth.scope", scope);
            settings.put("login.oauth.refreshToken", secret(refreshToken));
        }
    }

    /** See {@link Proxy}. */
    record ProxyLine(String kind, String host, int port, String user, String password) {
        private static ProxyLine of(Proxy proxy) {
            return new ProxyLine(
                    word(proxy.kind()), proxy.host(), proxy.port(), proxy.user(), String.valueOf(proxy.password()));
        }

        private void addTo(Map<String, String> settings) {
            settings.put("proxy.kind", kind);
            settings.put("proxy.host", host);
            settings.put("proxy.port", String.valueOf(port));
            settings.put("proxy.user", user);
            settings.put("proxy.password", secret(password));
        }
    }

    static EndpointLine of(Endpoint endpoint) {
        EndpointLimits limits = endpoint.limits();
        return new EndpointLine(
                endpoint.name(),
                word(endpoint.kind()),
                endpoint.preset(),
                endpoint.host(),
                endpoint.port(),
                word(endpoint.security()),
                endpoint.protection().allowPlaintext(),
                endpoint.protection().caFile(),
                endpoint.protection().pin(),
                endpoint.protection().legacyTls(),
                endpoint.protection().clientCertificate(),
                endpoint.protection().clientKey(),
                endpoint.proxy().map(ProxyLine::of).orElse(null),
                endpoint.kind() == EndpointKind.IMAP ? word(endpoint.compression()) : "",
                LoginLine.of(endpoint.login()),
                endpoint.baseDn(),
                endpoint.from(),
                endpoint.excludeFolders(),
                endpoint.quirks().stream().map(EndpointLine::word).sorted().toList(),
                limits.migrations(),
                limits.incrementalSyncs(),
                limits.connections(),
                limits.messagesPerSecond(),
                limits.bytesPerSecond(),
                limits.bytesDownPerDay(),
                limits.bytesUpPerDay(),
                limits.quietHours().stream().map(QuietHours::toString).toList());
    }

    /** As a job file would hold them; what is empty or does not apply is left out. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("name", name);
        settings.put("kind", kind);
        settings.put("preset", preset);
        settings.put("host", host);
        settings.put("port", String.valueOf(port));
        settings.put("security", security);
        settings.put("allowPlaintext", flag(allowPlaintext));
        settings.put("caFile", caFile);
        settings.put("pin", pin);
        settings.put("legacyTls", flag(legacyTls));
        settings.put("clientCertificate", clientCertificate);
        settings.put("clientKey", clientKey);
        if (proxy != null) {
            proxy.addTo(settings);
        }
        settings.put("compression", compression);
        login.addTo(settings);
        settings.put("baseDn", baseDn);
        settings.put("from", from);
        settings.put("excludeFolders", list(excludeFolders));
        settings.put("quirks", list(quirks));
        settings.put("maxConcurrentMigrations", String.valueOf(maxConcurrentMigrations));
        settings.put("maxConcurrentIncrementalSyncs", String.valueOf(maxConcurrentIncrementalSyncs));
        settings.put("maxConnections", number(maxConnections, ""));
        settings.put("maxMessagesPerSecond", number(maxMessagesPerSecond, ""));
        settings.put("maxBytesPerSecond", size(maxBytesPerSecond));
        settings.put("maxDownloadPerDay", size(maxDownloadPerDay));
        settings.put("maxUploadPerDay", size(maxUploadPerDay));
        settings.put("quietHours", list(quietHours));
        settings.values().removeIf(String::isEmpty);
        return settings;
    }

    private static String flag(boolean set) {
        return set ? "true" : "";
    }

    private static String secret(String reference) {
        return reference.equals("none") ? "" : reference;
    }

    private static String list(List<String> items) {
        return items.isEmpty() ? "" : "[" + String.join(", ", items) + "]";
    }

    private static String number(long value, String unit) {
        return value == 0 ? "" : value + unit;
    }

    /** In the greatest unit that needs no fraction. */
    private static String size(long bytes) {
        String[] units = {" B", " KB", " MB", " GB"};
        long rest = bytes;
        int unit = 0;
        while (rest > 0 && rest % 1024 == 0 && unit < units.length - 1) {
            rest /= 1024;
            unit++;
        }
        return number(rest, units[unit]);
    }

    /** {@code MASTER_USER} is {@code master-user} in a job file. */
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
