package org.stagepost.migration.jobfile;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretReference.Scheme;
import org.stagepost.migration.MonitoringSettings;
import org.stagepost.migration.WebhookSettings;
import org.stagepost.migration.input.Fault;

/** Reads {@code metrics} and {@code webhook} of stagepost.yml. */
final class MonitoringForm {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Never quoted: such addresses often hold a key. */
    private static final Shape<URI> URL = new Shape<>(
            MonitoringForm::url,
            text -> new Fault("is no web address", "write https://HOST/PATH, without a login or a # in it"));

    private final YamlMap stagepost;
    private final Path folder;

    /** @param folder where relative paths begin */
    MonitoringForm(YamlMap stagepost, Path folder) {
        this.stagepost = stagepost;
        this.folder = folder;
    }

    MonitoringSettings read() {
        int port = stagepost.map("metrics").flatMap(MonitoringForm::port).orElse(MonitoringSettings.NO_PORT);
        List<WebhookSettings> webhooks =
                stagepost.map("webhook").flatMap(this::webhook).stream().toList();
        return new MonitoringSettings(port, webhooks);
    }

    private static Optional<Integer> port(YamlMap metrics) {
        Optional<Integer> port = metrics.require("port", Shapes.PORT);
        metrics.rejectUnknownKeys();
        return port;
    }

    private Optional<WebhookSettings> webhook(YamlMap webhook) {
        Optional<URI> url = webhook.require("url", URL);
        boolean plaintext = webhook.get("allowPlaintext", Shapes.FLAG, false);
        SecretReference secret = secret(webhook);
        String caFile = webhook.get("caFile", Shapes.existingFile(folder))
                .map(Path::toString)
                .orElse("");
        url.filter(given -> given.getScheme().equalsIgnoreCase("http") && !plaintext && !isLoopback(given))
                .ifPresent(given -> webhook.fault(
                        "url",
                        new Fault(
                                "anybody on the way can read and change what is sent over http",
                                "write https, or set allowPlaintext: true")));
        webhook.rejectUnknownKeys();
        return url.map(given -> new WebhookSettings(given, secret, caFile));
    }

    private SecretReference secret(YamlMap webhook) {
        Optional<SecretReference> secret = webhook.get("secret", Shapes.secret(folder));
        secret.map(SecretReference::scheme)
                .filter(scheme -> scheme == Scheme.LITERAL || scheme == Scheme.PROMPT)
                .ifPresent(scheme -> webhook.fault(
                        "secret", new Fault("does not say where the secret is", "write env:NAME or file:PATH")));
        return secret.orElseGet(SecretReference::none);
    }

    private static Optional<URI> url(String text) {
        try {
            URI url = new URI(text);
            boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
            return web && url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null
                    ? Optional.of(url)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isLoopback(URI url) {
        return LOOPBACK.contains(url.getHost());
    }
}
