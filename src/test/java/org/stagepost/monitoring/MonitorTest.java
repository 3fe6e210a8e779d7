package org.stagepost.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.ServerTraffic;
import org.stagepost.migration.BatchView;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.monitoring.Monitor.Watched;

class MonitorTest {
    private volatile Supplier<List<BatchView>> store = List::of;
    private volatile List<ServerTraffic> traffic = List.of();
    private volatile boolean runner = true;
    private volatile Optional<Instant> lastLook = Optional.of(Instant.now());
    private Monitor monitor;

    @BeforeEach
    void open() throws IOException {
        monitor = Monitor.open(
                0,
                new Watched(
                        () -> store.get(),
                        () -> store.get(),
                        () -> runner,
                        () -> lastLook,
                        () -> traffic,
                        WebhookState.DOWN),
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        monitor.close();
    }

    @Test
    void healthIsUpWhileEverythingAnswers() throws IOException {
        assertThat(get("/health", "127.0.0.1")).startsWith("HTTP/1.1 200 ").contains("\"status\":\"up\"");
    }

    @Test
    void healthIsDownWithoutStoreWithoutRunnerAndWithoutScheduler() throws IOException {
        store = MonitorTest::away;
        assertThat(get("/health", "127.0.0.1")).startsWith("HTTP/1.1 503 ").contains("\"store\":\"down\"");
        store = List::of;
        runner = false;
        assertThat(get("/health", "127.0.0.1")).startsWith("HTTP/1.1 503 ").contains("\"runner\":\"down\"");
        runner = true;
        lastLook = Optional.empty();
        assertThat(get("/health", "127.0.0.1")).startsWith("HTTP/1.1 503 ").contains("\"scheduler\":\"down\"");
    }

    private static List<BatchView> away() {
        throw new MigrationException(FailureCode.STORE_UNUSABLE, "no connection");
    }

    @Test
    void metricsAreThereEvenWhenTheStoreIsAway() throws IOException {
        assertThat(get("/metrics", "localhost"))
                .startsWith("HTTP/1.1 200 ")
                .contains("\nstagepost_store_up 1.0\n", "\nstagepost_webhook_up 0.0\n");

        store = MonitorTest::away;

        assertThat(get("/metrics", "localhost")).contains("\nstagepost_store_up 0.0\n");
    }

    @Test
    void serversAreCountedAsTheyGoOn() throws IOException {
        traffic = List.of(new ServerTraffic("imap.example.test:993", 10, 20, Duration.ofMillis(1500)));
        assertThat(get("/metrics", "localhost"))
                .contains("stagepost_server_received_bytes_total{server=\"imap.example.test:993\"} 10.0");

        traffic = List.of(new ServerTraffic("imap.example.test:993", 11, 20, Duration.ofMillis(2500)));

        assertThat(get("/metrics", "localhost"))
                .contains("stagepost_server_received_bytes_total{server=\"imap.example.test:993\"} 11.0")
                .contains("stagepost_server_sent_bytes_total{server=\"imap.example.test:993\"} 20.0")
                .contains("stagepost_server_wait_seconds_total{server=\"imap.example.test:993\"} 2.5");
    }

    @Test
    void whoCallsThisMachineByAnotherNameReadsNothing() throws IOException {
        for (String host :
                new String[] {"evil.example.test", "127.0.0.1.evil.example.test", "127.0.0.1\r\nHost: x", ""}) {
            assertThat(get("/metrics", host)).as(host).startsWith("HTTP/1.1 4").doesNotContain("stagepost_store_up");
        }
        assertThat(get("/metrics", "[::1]:9464")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void nothingButGetIsAnswered() throws IOException {
        assertThat(ask("POST /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"))
                .startsWith("HTTP/1.1 405 ")
                .contains("Allow: GET");
        assertThat(get("/", "localhost")).startsWith("HTTP/1.1 404 ").contains("/health, /metrics");
    }

    @Test
    void onlyThisMachineReachesIt() {
        assertThat(URI.create(monitor.address()).getHost()).isEqualTo("127.0.0.1");
        int port = URI.create(monitor.address()).getPort();

        assertThatThrownBy(() -> new Socket("127.0.0.2", port).close()).isInstanceOf(IOException.class);
    }

    @Test
    void aPortThatIsTakenIsToldOf() {
        int port = URI.create(monitor.address()).getPort();

        assertThatThrownBy(() -> Monitor.open(
                        port,
                        new Watched(List::of, List::of, () -> true, Optional::empty, List::of, WebhookState.NONE),
                        Clock.systemUTC()))
                .isInstanceOf(BindException.class);
    }

    private String get(String path, String host) throws IOException {
        return ask("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n");
    }

    private String ask(String head) throws IOException {
        try (Socket socket =
                new Socket("127.0.0.1", URI.create(monitor.address()).getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return String.join("\n", answer.lines().toList()) + "\n";
        }
    }
}
