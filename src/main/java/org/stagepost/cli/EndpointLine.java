package org.stagepost.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.EndpointLimits;
import org.stagepost.endpoint.Proxy;
import org.stagepost.endpoint.QuietHours;

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
        @Nullable SchemaLine schema,
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
    /** See {@link Proxy}. */
    record ProxyLine(String kind, String host, int port, String user, String password) {
        private static ProxyLine of(Proxy proxy) {
            return new ProxyLine(
                    SettingText.word(proxy.kind()),
                    proxy.host(),
                    proxy.port(),
                    proxy.user(),
                    String.valueOf(proxy.password()));
        }

        private void addTo(Map<String, String> settings) {
            settings.put("proxy.kind", kind);
            settings.put("proxy.host", host);
            settings.put("proxy.port", String.valueOf(port));
            settings.put("proxy.user", user);
            settings.put("proxy.password", SettingText.secret(password));
        }
    }

    static EndpointLine of(Endpoint endpoint) {
        EndpointLimits limits = endpoint.limits();
        return new EndpointLine(
                endpoint.name(),
                SettingText.word(endpoint.kind()),
                endpoint.preset(),
                endpoint.host(),
                endpoint.port(),
                SettingText.word(endpoint.security()),
                endpoint.protection().allowPlaintext(),
                endpoint.protection().caFile(),
                endpoint.protection().pin(),
                endpoint.protection().legacyTls(),
                endpoint.protection().clientCertificate(),
                endpoint.protection().clientKey(),
                endpoint.proxy().map(ProxyLine::of).orElse(null),
                endpoint.kind() == EndpointKind.IMAP ? SettingText.word(endpoint.compression()) : "",
                LoginLine.of(endpoint.login()),
                endpoint.baseDn(),
                SchemaLine.of(endpoint),
                endpoint.from(),
                endpoint.excludeFolders(),
                endpoint.quirks().stream().map(SettingText::word).sorted().toList(),
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
        settings.put("allowPlaintext", SettingText.flag(allowPlaintext));
        settings.put("caFile", caFile);
        settings.put("pin", pin);
        settings.put("legacyTls", SettingText.flag(legacyTls));
        settings.put("clientCertificate", clientCertificate);
        settings.put("clientKey", clientKey);
        if (proxy != null) {
            proxy.addTo(settings);
        }
        settings.put("compression", compression);
        login.addTo(settings);
        settings.put("baseDn", baseDn);
        if (schema != null) {
            schema.addTo(settings);
        }
        settings.put("from", from);
        settings.put("excludeFolders", SettingText.list(excludeFolders));
        settings.put("quirks", SettingText.list(quirks));
        settings.put("maxConcurrentMigrations", String.valueOf(maxConcurrentMigrations));
        settings.put("maxConcurrentIncrementalSyncs", String.valueOf(maxConcurrentIncrementalSyncs));
        settings.put("maxConnections", SettingText.number(maxConnections, ""));
        settings.put("maxMessagesPerSecond", SettingText.number(maxMessagesPerSecond, ""));
        settings.put("maxBytesPerSecond", SettingText.size(maxBytesPerSecond));
        settings.put("maxDownloadPerDay", SettingText.size(maxDownloadPerDay));
        settings.put("maxUploadPerDay", SettingText.size(maxUploadPerDay));
        settings.put("quietHours", SettingText.list(quietHours));
        settings.values().removeIf(String::isEmpty);
        return settings;
    }
}
