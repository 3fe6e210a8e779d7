package org.stagepost.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.job.StatusChange;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchView.Counts;
import org.stagepost.migration.WebhookSettings;
import org.stagepost.model.BatchName;
import org.stagepost.model.PassNumber;
import org.stagepost.testing.CertificateAuthority;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebhookTest {
    private static final List<Duration> PAUSES = List.of(Duration.ofMillis(20), Duration.ofMillis(20));

    private final Path folder;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ArrayDeque<>();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private volatile boolean holds;
    private volatile boolean endless;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

    private record Received(String path, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return String.join("|", headers.getOrDefault(name, List.of()));
        }
    }

    WebhookTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void stop() {
        mayAnswer.countDown();
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void tellsWhatHasChangedAndSignsIt() throws IOException {
        Webhook webhook = webhook(plain(), "s3cret-canary");

        webhook.changed(change(BatchStatus.CREATED, BatchStatus.SYNCING));
        webhook.close();

        Received message = received.get(0);
        JsonNode body = new JsonMapper().readTree(message.body());
        assertThat(message.path()).isEqualTo("/hooks/stagepost?key=hidden-canary");
        assertThat(body.get("schema").asString()).isEqualTo("stagepost/batch-status/1");
        assertThat(body.get("batch").asString()).isEqualTo("wave-1");
        assertThat(body.get("pass").asInt()).isEqualTo(2);
        assertThat(body.get("from").asString()).isEqualTo("Created");
        assertThat(body.get("to").asString()).isEqualTo("Syncing");
        assertThat(body.get("time").asString()).isEqualTo("2026-11-30T10:00:00Z");
        assertThat(body.get("users").toString())
                .isEqualTo(
                        "{\"total\":9,\"queued\":1,\"active\":2,\"synced\":3,\"completed\":0,\"failed\":2,\"stopped\":1}");
        assertThat(message.header("Content-type")).isEqualTo("application/json");
        assertThat(message.header("X-stagepost-event")).isEqualTo("batch-status");
        assertThat(message.header("X-stagepost-delivery"))
                .isEqualTo(body.get("id").asString());
        assertThat(message.body()).doesNotContain("canary");
        assertThat(webhook.complaint()).isEmpty();
    }

    @Test
    void theSignatureStandsInAHeaderAndIsMissingWithoutASecret() throws IOException {
        URI url = plain();
        try (Webhook signed = webhook(url, "s3cret-canary");
                Webhook unsigned = webhook(url, "")) {
            signed.changed(change(BatchStatus.CREATED, BatchStatus.SYNCING));
            await(1);
            unsigned.changed(change(BatchStatus.CREATED, BatchStatus.SYNCING));
        }

        Received first = received.get(0);
        WebhookMessage same = new WebhookMessage("1", change(BatchStatus.CREATED, BatchStatus.SYNCING), first.body());
        assertThat(first.header("X-stagepost-signature")).isEqualTo(same.signature(Secret.of("s3cret-canary")));
        assertThat(received.get(1).headers()).doesNotContainKey("X-stagepost-signature");
    }

    @Test
    void aServerThatIsBusyIsToldAgainAndInOrder() throws IOException {
        answers.addAll(List.of(503, 429, 204, 200));
        Webhook webhook = webhook(plain(), "");

        webhook.changed(change(BatchStatus.CREATED, BatchStatus.SYNCING));
        webhook.changed(change(BatchStatus.SYNCING, BatchStatus.SYNCED));
        webhook.close();

        assertThat(received).hasSize(4);
        assertThat(received.stream().limit(3).map(Received::body).distinct()).hasSize(1);
        assertThat(received.get(3).body()).contains("\"to\":\"Synced\"");
        assertThat(webhook.complaint()).isEmpty();
    }

    @Test
    void afterThreeAttemptsItIsGivenUpAndSaidOnce() throws IOException {
        answers.addAll(List.of(500, 500, 500, 200));
        Webhook webhook = webhook(plain(), "");

        webhook.changed(change(BatchStatus.CREATED, BatchStatus.SYNCING));
        webhook.close();

        assertThat(received).hasSize(3);
        assertThat(webhook.complaint())
                .get()
                .asString()
                .contains("http://127.0.0.1:", "HTTP 500")
                .doesNotContain("hidden-canary");
        assertThat(webhook.complaint()).isEmpty();
    }

    @Test
    void aRefusalIsNotTriedAgainAndARedirectNotFollowed() throws IOException {
        answers.addAll(List.of(404, 302));
        Webhook webhook = webhook(plain(), "");

        webhook.changed(change(BatchStatus.CREATED, BatchStatus.SYNCING));
        webhook.changed(change(BatchStatus.SYNCING, BatchStatus.SYNCED));
        webhook.close();

        assertThat(received).extracting(Received::path).hasSize(2).containsOnly("/hooks/stagepost?key=hidden-canary");
        assertThat(webhook.complaint()).get().asString().contains("HTTP 302");
    }

    @Test
    void aServerThatDoesNotAnswerHoldsNobodyUp() throws IOException {
        holds = true;
        Webhook webhook =
                new Webhook(new WebhookServer(settings(plain(), ""), Secret.of("")), PAUSES, Duration.ofMillis(50));

        webhook.changed(change(BatchStatus.CREATED, BatchStatus.SYNCING));
        long begun = System.nanoTime();
        webhook.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void anAnswerWhoseTextNeverEndsHoldsUpNoOtherMessage() throws IOException {
        endless = true;
        try (Webhook webhook = webhook(plain(), "")) {
            webhook.changed(change(BatchStatus.CREATED, BatchStatus.SYNCING));
            webhook.changed(change(BatchStatus.SYNCING, BatchStatus.SYNCED));
            await(2);

            assertThat(received.get(1).body()).contains("\"to\":\"Synced\"");
            assertThat(webhook.complaint()).isEmpty();
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNotTrusted() throws IOException {
        CertificateAuthority authority = new CertificateAuthority(folder, "hooks");
        URI url = secured(authority);
        String caFile = authority.pem().toString();
        Webhook strange = webhook(url, "");
        Webhook known =
                new Webhook(new WebhookServer(settings(url, caFile), Secret.of("")), PAUSES, Duration.ofSeconds(10));

        strange.changed(change(BatchStatus.CREATED, BatchStatus.SYNCING));
        strange.close();
        assertThat(received).isEmpty();
        assertThat(strange.complaint()).isPresent();
        known.changed(change(BatchStatus.CREATED, BatchStatus.SYNCING));
        known.close();

        assertThat(received).hasSize(1);
        assertThat(known.complaint()).isEmpty();
    }

    private static StatusChange change(BatchStatus from, BatchStatus to) {
        return new StatusChange(
                new BatchName("wave-1"),
                new PassNumber(2),
                from,
                to,
                Instant.parse("2026-11-30T10:00:00Z"),
                new Counts(9, 3, 2, 2, 1, 1, 0));
    }

    private static WebhookSettings settings(URI url, String caFile) {
        return new WebhookSettings(url, SecretReference.none(), caFile);
    }

    private static Webhook webhook(URI url, String secret) {
        return new Webhook(new WebhookServer(settings(url, ""), Secret.of(secret)), PAUSES, Duration.ofSeconds(10));
    }

    private URI plain() throws IOException {
        return open(HttpServer.create(address(), 0), "http");
    }

    private URI secured(CertificateAuthority authority) throws IOException {
        HttpsServer secure = HttpsServer.create(address(), 0);
        secure.setHttpsConfigurator(
                new HttpsConfigurator(authority.issue("127.0.0.1").serverContext()));
        return open(secure, "https");
    }

    private static InetSocketAddress address() throws IOException {
        return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    }

    private URI open(HttpServer server, String scheme) {
        servers.add(server);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::take);
        server.start();
        return URI.create(
                scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/hooks/stagepost?key=hidden-canary");
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (holds) {
                mayAnswer.await(10, TimeUnit.SECONDS);
            }
            received.add(new Received(
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Integer status = answers.poll();
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status == null ? 200 : status, endless ? 0 : -1);
            if (endless) {
                exchange.getResponseBody().write('.');
                exchange.getResponseBody().flush();
                mayAnswer.await(30, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(int messages) {
        for (int i = 0; i < 500 && received.size() < messages; i++) {
            pause();
        }
        assertThat(received).hasSize(messages);
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
