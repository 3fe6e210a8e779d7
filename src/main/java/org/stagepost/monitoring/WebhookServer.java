package org.stagepost.monitoring;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import org.stagepost.credential.Secret;
import org.stagepost.endpoint.EndpointTls;
import org.stagepost.migration.WebhookSettings;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * Where a webhook is posted to: with TLS 1.2 or later, certificate and name verified; no redirect is followed. Proxies
 * are the JVM's ({@code https.proxyHost}). Thread-safe.
 */
final class WebhookServer {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final WebhookSettings settings;
    private final Secret secret;
    private final HttpClient client;

    /** @throws MigrationException ENDPOINT_NOT_TRUSTED when the CA file cannot be used */
    WebhookServer(WebhookSettings settings, Secret secret) {
        this.settings = settings;
        this.secret = secret;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslParameters(new SSLParameters(null, new String[] {"TLSv1.3", "TLSv1.2"}));
        this.client = trusting(builder).build();
    }

    private HttpClient.Builder trusting(HttpClient.Builder builder) {
        if (settings.caFile().isEmpty()) {
            return builder;
        }
        try {
            return builder.sslContext(EndpointTls.trusting(Path.of(settings.caFile())));
        } catch (IOException | GeneralSecurityException e) {
            throw new MigrationException(
                    FailureCode.ENDPOINT_NOT_TRUSTED,
                    "webhook: cannot read caFile " + settings.caFile() + " (" + e.getMessage() + ")",
                    e);
        }
    }

    /**
     * One attempt.
     *
     * @return the status of the answer, whose text is not read
     */
    int post(WebhookMessage message) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url())
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("User-Agent", "stagepost")
                .header("X-Stagepost-Event", "batch-status")
                .header("X-Stagepost-Delivery", message.id());
        if (!secret.isEmpty()) {
            request.header("X-Stagepost-Signature", message.signature(secret));
        }
        HttpResponse<InputStream> answer = client.send(
                request.POST(HttpRequest.BodyPublishers.ofString(message.body()))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream unread = answer.body()) { // which may never end; the time limit is for what stands before it
            return answer.statusCode();
        }
    }

    String place() {
        return settings.place();
    }
}
